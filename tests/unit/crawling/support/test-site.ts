import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

export type Reply = (request: IncomingMessage, response: ServerResponse) => void;

/** A real site on a loopback address, whose pages a test sets and whose requests it counts. */
export class TestSite {
  private readonly server: Server;
  private readonly replies = new Map<string, Reply>();
  private readonly seen: { readonly path: string; readonly status: number }[] = [];
  /** Answers everything in the place of the pages. */
  outage: Reply | undefined;

  private constructor(private readonly address: string) {
    this.server = createServer((request, response) => {
      const path = request.url ?? '/';
      response.on('close', () => this.seen.push({ path, status: response.statusCode }));
      const reply = this.outage ?? this.replies.get(path) ?? status(404);
      reply(request, response);
    });
  }

  static async open(address = '127.0.0.1', port = 0): Promise<TestSite> {
    const site = new TestSite(address);
    await new Promise<void>((resolve, reject) => {
      site.server.once('error', reject).listen(port, address, resolve);
    });
    return site;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get origin(): string {
    return `http://${this.address}:${this.port}`;
  }

  set(path: string, reply: Reply): void {
    this.replies.set(path, reply);
  }

  remove(path: string): void {
    this.replies.delete(path);
  }

  /** The requests since the last call of this: `200 /a.html`. */
  take(): string[] {
    return this.seen.splice(0).map((request) => `${request.status} ${request.path}`);
  }

  get seenCount(): number {
    return this.seen.length;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** A page that a conditional request finds unchanged. */
export function page(content: string | Uint8Array, type = 'text/html; charset=utf-8'): Reply {
  const etag = `"${createHash('sha256').update(content).digest('hex').slice(0, 16)}"`;
  return (request, response) => {
    const unchanged = request.headers['if-none-match'] === etag;
    response.writeHead(unchanged ? 304 : 200, { etag, 'content-type': type });
    response.end(unchanged ? undefined : content);
  };
}

/** A page of prose with links below it. */
export function prose(title: string, sentences: readonly string[], links: readonly string[] = []): Reply {
  return page(proseHtml(title, sentences, links));
}

export function proseHtml(
  title: string,
  sentences: readonly string[],
  links: readonly string[] = [],
): string {
  const anchors = links.map((link) => `<a href="${link}">${link}</a>`).join(' ');
  return `<!doctype html><title>${title}</title><main><h1>${title}</h1>${sentences
    .map((sentence) => `<p>${sentence}</p>`)
    .join('')}</main><nav>${anchors}</nav>`;
}

export function status(code: number, headers: Readonly<Record<string, string>> = {}): Reply {
  return (_request, response) => {
    response.writeHead(code, { 'content-type': 'text/plain', ...headers });
    response.end(`status ${code}`);
  };
}

export function redirect(location: string, code = 301): Reply {
  return status(code, { location });
}

export function sitemap(addresses: readonly string[], { index = false, packed = false } = {}): Reply {
  const [root, entry] = index ? ['sitemapindex', 'sitemap'] : ['urlset', 'url'];
  const entries = addresses.map(
    (address) => `<${entry}><loc>${address.replaceAll('&', '&amp;')}</loc></${entry}>`,
  );
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries.join('')}</${root}>`;
  return packed ? page(gzipSync(xml), 'application/gzip') : page(xml, 'application/xml');
}
