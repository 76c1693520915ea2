import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createTestApp, readProblem, temporaryFolder } from './support/requests.js';

const webFolder = temporaryFolder();
mkdirSync(join(webFolder, 'assets'));
writeFileSync(join(webFolder, 'index.html'), '<!doctype html><title>Citewell</title>');
writeFileSync(join(webFolder, 'widget.js'), 'customElements;');
writeFileSync(join(webFolder, 'assets/index-Bx9dK2_f.css'), 'body { margin: 0 }');
writeFileSync(join(webFolder, 'assets/font.woff2'), 'wOF2');
symlinkSync('/etc/passwd', join(webFolder, 'assets/link.txt'));
const app = createTestApp({ webFolder });

afterAll(() => rmSync(webFolder, { recursive: true }));

describe('the web build', () => {
  it.each([
    ['/', 'text/html; charset=utf-8', 'no-cache', '<!doctype html><title>Citewell</title>'],
    ['/widget.js', 'text/javascript; charset=utf-8', 'no-cache', 'customElements;'],
    [
      '/assets/index-Bx9dK2_f.css',
      'text/css; charset=utf-8',
      'public, max-age=31536000, immutable',
      'body { margin: 0 }',
    ],
    ['/assets/font.woff2', 'font/woff2', 'no-cache', 'wOF2'],
  ])(
    '%s comes with its type and may be kept as long as its name allows',
    async (path, type, cache, content) => {
      const response = await app.request(path);
      expect(response.status).toBe(200);
      expect(response.headers.get('Content-Type')).toBe(type);
      expect(response.headers.get('Cache-Control')).toBe(cache);
      expect(await response.text()).toBe(content);
      const tag = response.headers.get('ETag') ?? '';
      const again = await app.request(path, { headers: { 'If-None-Match': tag } });
      expect([again.status, await again.text()]).toEqual([304, '']);
    },
  );

  it('lets other sites load the widget and its files, but not the page', async () => {
    for (const path of ['/widget.js', '/assets/font.woff2']) {
      const { headers } = await app.request(path);
      expect(headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin');
      expect(headers.get('Access-Control-Allow-Origin')).toBe('*');
    }
    const { headers } = await app.request('/');
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
    expect(headers.has('Access-Control-Allow-Origin')).toBe(false);
  });

  it.each([
    '/assets/',
    '/assets/..%2f..%2fetc/passwd',
    '/assets/%2e%2e/index.html',
    '/assets/link.txt',
    '/index.htm',
  ])('has nothing at %s', async (path) => {
    const response = await app.request(path);
    expect((await readProblem(response)).code).toBe('route_not_found');
  });

  it.each(['/', '/widget.js'])('says how to build it when it is absent at %s', async (path) => {
    const problem = await readProblem(await createTestApp().request(path));
    expect(problem).toMatchObject({ status: 503, code: 'web_build_missing' });
    expect(problem.detail).toContain('npm run build');
  });
});
