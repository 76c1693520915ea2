import { gunzipSync } from 'node:zlib';
import { visitXml, XmlError } from '../documents/xml.js';
import { CitewellError } from '../errors.js';

/** Unpacked, in bytes: the protocol's own limit (sitemaps.org, "Sitemap file limits"). */
export const LARGEST_SITEMAP = 50 * 2 ** 20;
/** Addresses in one sitemap, by the same. */
const MOST_ADDRESSES = 50_000;

export interface Sitemap {
  /** Addresses of pages, or of further sitemaps, as they are written there. */
  readonly addresses: readonly string[];
  readonly isIndex: boolean;
}

/**
 * Reads a sitemap: XML (sitemaps.org 0.9), an index of sitemaps, a feed (RSS, Atom), or plain text with an address a
 * line; any of them packed by gzip.
 *
 * @returns undefined where the bytes are none
 * @throws CitewellError `unreadable_file` where they are one that is broken, `file_too_large`
 */
export function readSitemap(bytes: Uint8Array, address: string): Sitemap | undefined {
  const text = new TextDecoder().decode(unpacked(bytes, address));
  const isXml = /^\s*(?:<\?xml|<!--|<(?:[\w-]+:)?(?:urlset|sitemapindex|rss|feed)[\s>])/u.test(text);
  return isXml ? readXml(text, address) : readLines(text);
}

/** Whether {@link readSitemap} finds a whole one. */
export function isSitemap(bytes: Uint8Array, address: string): boolean {
  try {
    return readSitemap(bytes, address) !== undefined;
  } catch (error) {
    if (error instanceof CitewellError) return false;
    throw error;
  }
}

function unpacked(bytes: Uint8Array, address: string): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST_SITEMAP });
  } catch (cause) {
    const tooLarge = cause instanceof RangeError;
    throw new CitewellError(
      tooLarge ? 'file_too_large' : 'unreadable_file',
      `${address} ${tooLarge ? 'unpacks to more than 50 MiB, the most that a sitemap may have' : 'is no whole gzip file'}.`,
      { address },
      { cause },
    );
  }
}

const ADDRESS_OF: Readonly<Record<string, string>> = { url: 'loc', sitemap: 'loc', item: 'link' };

function readXml(xml: string, address: string): Sitemap | undefined {
  const path: string[] = [];
  const addresses: string[] = [];
  let text = '';
  const take = (found: string | undefined): void => {
    if (found !== undefined && found.trim() !== '' && addresses.length < MOST_ADDRESSES)
      addresses.push(found.trim());
  };
  let root = '';
  try {
    visitXml(xml, {
      open(name, attributes) {
        root ||= name;
        path.push(name);
        text = '';
        const relation = attributes['rel'] ?? 'alternate';
        if (name === 'link' && path.at(-2) === 'entry' && relation === 'alternate') take(attributes['href']);
      },
      text(more) {
        text += more;
      },
      close(name) {
        path.pop();
        if (ADDRESS_OF[path.at(-1) ?? ''] === name) take(text);
        text = '';
      },
    });
  } catch (cause) {
    if (!(cause instanceof XmlError)) throw cause;
    // A page may begin like XML and be none.
    if (!['urlset', 'sitemapindex', 'rss', 'feed'].includes(root)) return undefined;
    throw new CitewellError(
      'unreadable_file',
      `${address} is a sitemap that is no well-formed XML (${cause.message}).`,
      { address },
      { cause },
    );
  }
  if (!['urlset', 'sitemapindex', 'rss', 'feed'].includes(root)) return undefined;
  return { addresses, isIndex: root === 'sitemapindex' };
}

function readLines(text: string): Sitemap | undefined {
  const lines = text.split(/\r?\n/u).filter((line) => line.trim() !== '');
  const [first] = lines;
  if (first === undefined || !lines.every((line) => /^https?:\/\/\S+$/u.test(line.trim()))) return undefined;
  return { addresses: lines.slice(0, MOST_ADDRESSES).map((line) => line.trim()), isIndex: false };
}
