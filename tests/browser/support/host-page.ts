import type { Page } from 'playwright-core';

/** A page of somebody else's that embeds the widget. */
export interface HostPage {
  readonly attributes?: string;
  readonly styles?: string;
  readonly head?: string;
  readonly doctype?: string;
  /** As the host's server sends it. */
  readonly policy?: string;
}

/** Opens a host page, served from the same address as the widget. */
export async function openHostPage(page: Page, serverUrl: string, host: HostPage = {}): Promise<void> {
  const html = `${host.doctype ?? '<!doctype html>'}<html lang="en"><head><title>Host</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">${host.head ?? ''}
    <link rel="stylesheet" href="${serverUrl}/host.css"><script src="${serverUrl}/widget.js" async></script></head>
    <body><main><h1>A host page</h1><citewell-chat ${host.attributes ?? ''}></citewell-chat></main></body></html>`;
  await page.route('**/host.css', (route) =>
    route.fulfill({ contentType: 'text/css', body: host.styles ?? '' }),
  );
  await page.route('**/host', (route) =>
    route.fulfill({
      contentType: 'text/html',
      headers: host.policy === undefined ? {} : { 'Content-Security-Policy': host.policy },
      body: html,
    }),
  );
  await page.goto(`${serverUrl}/host`);
}
