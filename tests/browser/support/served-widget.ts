import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { RunningServer, ServerSettings } from '../../../server/start-server.js';
import { packageRoot } from '../../../src/package-root.js';
import { startTestServer } from '../../http/support/sockets.js';
import { openBrowser } from './browser.js';

/** A server with the built page and widget, and a browser, for all tests of a file. */
export interface ServedWidget {
  readonly url: string;
  readonly browser: Browser;
}

/** Starts both before a file's tests, and closes them after. */
export function useServedWidget(settings: Partial<ServerSettings> = {}): ServedWidget {
  let server: RunningServer;
  let browser: Browser;
  beforeAll(async () => {
    server = await startTestServer({ webFolder: join(packageRoot, 'dist/web'), ...settings });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });
  return {
    get url() {
      return server.url;
    },
    get browser() {
      return browser;
    },
  };
}
