import { decodeAs } from '../documents/decode-as.js';
import { CitewellError } from '../errors.js';
import type { HttpHeaders, HttpReply } from './http-client.js';
import { charsetOf, extensionOf } from './media-type.js';
import type { Found, VisitFailure } from './outcome.js';
import type { PoliteClient } from './polite-client.js';
import { isSitemap, LARGEST_SITEMAP } from './sitemap.js';
import type { StoredReply } from './stored-replies.js';
import { pageAddress } from './web-address.js';
import type { WebArchive } from './web-archive.js';

/** A page of markup is held whole, with its tree; in bytes. */
const LARGEST_MARKUP = 10 * 2 ** 20;
const LARGEST_FILE = 50 * 2 ** 20;
/** Kept for what no reader is for: it is a sitemap, or nothing. */
const NO_FORMAT = '.xml';

/** What an address holds now. */
export type Fetched =
  | {
      readonly kind: 'content';
      readonly reply: StoredReply;
      readonly bytes: Uint8Array;
      readonly received: number;
    }
  | { readonly kind: 'redirect'; readonly target: string }
  | { readonly kind: 'gone' }
  | { readonly kind: 'other_format' }
  | { readonly kind: 'failed'; readonly failure: VisitFailure; readonly noReply: boolean };

/** Fetches addresses into the archive; what has not changed since is taken from there. */
export class AddressFetcher {
  unchanged = 0;

  constructor(
    private readonly archive: WebArchive,
    private readonly client: Pick<PoliteClient, 'get'>,
  ) {}

  /**
   * @param interval milliseconds between two requests to its host
   * @throws CitewellError `cancelled`, `storage_failed`
   */
  async fetch(found: Found, interval: number, signal: AbortSignal): Promise<Fetched> {
    const { url } = found;
    const stored = await this.stored(url);
    let reply: HttpReply;
    try {
      const headers = stored === undefined ? {} : validators(stored.reply);
      const bodyLimit = limitFor(found);
      reply = await this.client.get({ address: url, headers, bodyLimit, signal }, interval);
    } catch (error) {
      if (!(error instanceof CitewellError) || error.code === 'cancelled') throw error;
      return { kind: 'failed', failure: error, noReply: error.code === 'fetch_failed' };
    }
    const { status, headers } = reply;
    if (status === 304 && stored !== undefined) {
      this.unchanged++;
      await this.archive.guarded(() => this.archive.replies.confirm(url));
      return { kind: 'content', ...stored, received: 0 };
    }
    const target = pageAddress(headers.get('location') ?? '', url);
    if ([301, 302, 303, 307, 308].includes(status) && target !== undefined)
      return { kind: 'redirect', target };
    if (status === 404 || status === 410) return { kind: 'gone' };
    if (status === 200) return this.keep(found, reply, stored?.bytes);
    const failure = {
      code: 'fetch_failed',
      message: `${url} could not be fetched: HTTP ${status}.`,
    } as const;
    return { kind: 'failed', failure, noReply: false };
  }

  /** The last whole reply with its body, where both are there. */
  async stored(url: string): Promise<{ reply: StoredReply; bytes: Uint8Array } | undefined> {
    return this.archive.guarded(async () => {
      const reply = this.archive.replies.get(url);
      const bytes = reply && (await this.archive.bodies.read(reply));
      return reply === undefined || bytes === undefined ? undefined : { reply, bytes };
    });
  }

  /** @param former what was kept before, which a site in maintenance does not overwrite with a word about that */
  private async keep(found: Found, { headers, body }: HttpReply, former?: Uint8Array): Promise<Fetched> {
    const { url } = found;
    const type = headers.get('content-type');
    const extension = extensionOf(type, url);
    if (extension === undefined && found.kind === 'page') return { kind: 'other_format' };
    const bytes = asUtf8(body, charsetOf(type), extension);
    if (found.kind !== 'page' && former !== undefined && isSitemap(former, url) && !isSitemap(bytes, url)) {
      const message = `${url} was a sitemap before, and is none now.`;
      return { kind: 'failed', failure: { code: 'unreadable_file', message }, noReply: false };
    }
    return this.archive.guarded(async () => {
      const reply = {
        ...(await this.archive.bodies.write(bytes, extension ?? NO_FORMAT)),
        etag: headers.get('etag'),
        lastModified: headers.get('last-modified'),
        robots: headers.get('x-robots-tag'),
      };
      this.archive.replies.put(url, reply);
      return { kind: 'content', reply, bytes, received: body.length };
    });
  }
}

/** Whether a reader of the format of a stored body is there. */
export function isIndexable({ extension }: { readonly extension: string }): boolean {
  return extension !== NO_FORMAT;
}

/** Whether a stored body holds links to follow. */
export function isMarkup({ extension }: { readonly extension: string }): boolean {
  return /^\.x?html?$/u.test(extension);
}

function limitFor({ url, kind }: Found): (status: number, headers: HttpHeaders) => number {
  return (status, headers) => {
    if (status !== 200) return 0;
    const extension = extensionOf(headers.get('content-type'), url);
    if (extension === undefined) return kind === 'page' ? 0 : LARGEST_SITEMAP;
    return isMarkup({ extension }) ? LARGEST_MARKUP : LARGEST_FILE;
  };
}

function validators({ etag, lastModified }: StoredReply): Record<string, string> {
  return {
    ...(etag !== null && { 'if-none-match': etag }),
    ...(lastModified !== null && { 'if-modified-since': lastModified }),
  };
}

/** What the reply says of its encoding is lost where only the body is kept: text of another becomes UTF-8. */
function asUtf8(bytes: Uint8Array, charset: string | undefined, extension: string | undefined): Uint8Array {
  const isText =
    extension !== undefined && (isMarkup({ extension }) || /^\.(?:txt|md|[ct]sv)$/u.test(extension));
  if (!isText || charset === undefined || /^(?:utf-?8|us-ascii)$/u.test(charset)) return bytes;
  if (decodeAs('utf-8', bytes) !== undefined) return bytes;
  // An unknown name, or a wrong one: the reader guesses as it does with files.
  const text = decodeAs(charset, bytes);
  return text === undefined ? bytes : Buffer.from(text);
}
