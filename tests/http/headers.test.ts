import { describe, expect, it } from 'vitest';
import { createTestApp, postJson } from './support/requests.js';

const REQUESTS: [string, RequestInit | undefined][] = [
  ['/', undefined],
  ['/livez', undefined],
  ['/openapi.json', undefined],
  ['/api/documents/notes.txt/text', undefined],
  ['/nothing', undefined],
  ['/api/ask', postJson({ question: 'Tea?' })],
  ['/api/ask', postJson({})],
  ['/api/ask', postJson({ question: 'a'.repeat(300_000) })],
];

describe('every response, also a failed one', () => {
  it.each(REQUESTS)(
    '%s %j allows no foreign or inline code, no sniffing, no frame',
    async (path, request) => {
      const { headers } = await createTestApp().request(path, request);
      const policy = headers.get('Content-Security-Policy') ?? '';
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('X-Frame-Options')).toBe('DENY');
      expect(headers.get('Referrer-Policy')).toBe('no-referrer');
      expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
      expect(headers.has('X-Powered-By')).toBe(false);
    },
  );

  it.each(REQUESTS)('%s %j has a request id and its time', async (path, request) => {
    const { headers } = await createTestApp().request(path, request);
    expect(headers.get('X-Request-Id')).toMatch(/^[\da-f-]{36}$/);
    expect(headers.get('Server-Timing')).toMatch(/total;dur=\d/);
  });

  it.each(REQUESTS)('%s %j lets no other site read it', async (path, request) => {
    const { headers } = await createTestApp().request(path, {
      ...request,
      headers: { ...request?.headers, Origin: 'https://other.example' },
    });
    expect(headers.has('Access-Control-Allow-Origin')).toBe(false);
  });
});

describe('X-Request-Id', () => {
  it('is taken from the client', async () => {
    const { headers } = await createTestApp().request('/livez', {
      headers: { 'X-Request-Id': 'trace_42-a=' },
    });
    expect(headers.get('X-Request-Id')).toBe('trace_42-a=');
  });

  it.each(['a b', 'a;b', '<script>', '{"level":"fatal"}', 'a%0d%0aSet-Cookie:x=1', 'ä', 'a'.repeat(129)])(
    'is made anew in place of %s',
    async (identifier) => {
      const { headers } = await createTestApp().request('/livez', {
        headers: { 'X-Request-Id': identifier },
      });
      expect(headers.get('X-Request-Id')).toMatch(/^[\da-f-]{36}$/);
      expect(headers.has('Set-Cookie')).toBe(false);
    },
  );
});
