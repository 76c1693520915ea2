import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningServer } from '../../server/start-server.js';
import { packageRoot } from '../../src/package-root.js';
import { startTestServer } from '../http/support/sockets.js';
import { accessibilityViolations, openBrowser, watchComplaints } from './support/browser.js';

let browser: Browser;
let server: RunningServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([
    openBrowser(),
    startTestServer({ webFolder: join(packageRoot, 'dist', 'web') }),
  ]);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

describe('/docs', () => {
  it('shows every route and schema, asks no other host, and breaks no policy', async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    const complaints = await watchComplaints(page);
    const requested: string[] = [];
    page.on('request', (request) => requested.push(request.url()));
    await page.goto(`${server.url}/`);
    await page.getByRole('link', { name: 'API reference' }).click();
    await page.waitForURL('**/docs');
    expect(requested.filter((url) => new URL(url).origin !== server.url)).toEqual([]);

    const description = await (await fetch(`${server.url}/openapi.json`)).json();
    const headings = await page.locator('h2, h3').allInnerTexts();
    for (const [path, methods] of Object.entries(description.paths)) {
      for (const method of Object.keys(methods as object)) {
        expect(headings).toContain(`${method.toUpperCase()} ${path}`);
      }
    }
    for (const name of Object.keys(description.components.schemas)) expect(headings).toContain(name);
    const broken = await page.evaluate(() =>
      [...document.querySelectorAll('a[href^="#"]')]
        .map((link) => link.getAttribute('href') ?? '')
        .filter((target) => document.getElementById(target.slice(1)) === null),
    );
    expect(broken).toEqual([]);
    const repeated = await page.evaluate(() => {
      const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
      return ids.length - new Set(ids).size;
    });
    expect(repeated).toBe(0);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(complaints).toEqual({ violations: [], errors: [] });
    await page.close();
  });
});
