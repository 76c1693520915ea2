import { createHash } from 'node:crypto';
import { decodeMarkup } from '../documents/decode-markup.js';
import { findMainContent } from '../documents/html-content.js';
import { attributeOf, elementsIn, type HtmlElement, parseHtml, textOfNode } from '../documents/html-tree.js';
import { ROBOT_NAME } from './robots.js';
import { pageAddress } from './web-address.js';

/** Seconds after which a page that sends its visitors on is still taken for a redirect. */
const SOONEST_REFRESH = 10;
const REFRESH = /^\s*(?<seconds>\d+)(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?["']?(?<target>[^"'\s]+)/iu;

/** What a page tells a robot. */
export interface PageFacts {
  /** Pages that it links to, each once, in the order of the links. */
  readonly links: readonly string[];
  readonly canonical?: string;
  /** Where it sends its visitors by itself (`meta http-equiv="refresh"`). */
  readonly refresh?: string;
  /** False where it asks not to be indexed. */
  readonly mayIndex: boolean;
  /** Hash of the words of its main content: equal for one text under several addresses; empty where there are none. */
  readonly textHash: string;
}

/**
 * @param address where the page was fetched from
 * @param robotsHeader `X-Robots-Tag`
 * @throws CitewellError `not_text`
 */
export function pageFacts(bytes: Uint8Array, address: string, robotsHeader: string | null): PageFacts {
  const page = parseHtml(decodeMarkup(bytes, address).text);
  const directives = new Set(robotsDirectives(robotsHeader));
  const links = new Set<string>();
  let base: string | undefined;
  let canonical: string | undefined;
  let refresh: string | undefined;
  const resolve = (reference: string | undefined): string | undefined =>
    reference === undefined ? undefined : pageAddress(reference, base ?? address);
  for (const element of page === undefined ? [] : elementsIn(page, ({ tagName }) => tagName !== 'template')) {
    const href = attributeOf(element, 'href');
    const relations = (attributeOf(element, 'rel') ?? '').toLowerCase().split(/\s+/u);
    if (element.tagName === 'base') base ??= pageAddress(href ?? '', address);
    else if (element.tagName === 'link' && relations.includes('canonical')) canonical ??= resolve(href);
    else if (element.tagName === 'meta') {
      for (const directive of metaDirectives(element)) directives.add(directive);
      refresh ??= resolve(refreshTarget(element));
    } else if ((element.tagName === 'a' || element.tagName === 'area') && !relations.includes('nofollow')) {
      const link = resolve(href);
      if (link !== undefined) links.add(link);
    }
  }
  const isNone = directives.has('none');
  return {
    links: isNone || directives.has('nofollow') ? [] : [...links],
    ...(canonical !== undefined && { canonical }),
    ...(refresh !== undefined && refresh !== address && { refresh }),
    mayIndex: !isNone && !directives.has('noindex'),
    textHash: page === undefined ? '' : hashOfText(page),
  };
}

/** `noindex, nofollow`; `googlebot: noindex` is for another robot. */
function robotsDirectives(header: string | null): string[] {
  return (header ?? '')
    .toLowerCase()
    .split(',')
    .flatMap((part) => {
      const [name = '', ...rest] = part.split(':');
      if (rest.length === 0) return [name.trim()];
      return name.trim() === ROBOT_NAME.toLowerCase() ? [rest.join(':').trim()] : [];
    });
}

function metaDirectives(element: HtmlElement): string[] {
  const name = attributeOf(element, 'name')?.trim().toLowerCase();
  if (name !== 'robots' && name !== ROBOT_NAME.toLowerCase()) return [];
  return (attributeOf(element, 'content') ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.trim());
}

function refreshTarget(element: HtmlElement): string | undefined {
  if (attributeOf(element, 'http-equiv')?.trim().toLowerCase() !== 'refresh') return undefined;
  const { seconds = '', target } = REFRESH.exec(attributeOf(element, 'content') ?? '')?.groups ?? {};
  return Number(seconds) <= SOONEST_REFRESH ? target : undefined;
}

function hashOfText(page: HtmlElement): string {
  const { root, isContent } = findMainContent(page);
  const hash = createHash('sha256');
  let isEmpty = true;
  for (const element of elementsIn(root, isContent)) {
    for (const node of element.childNodes) {
      const words = textOfNode(node)?.replace(/\s+/gu, ' ').trim();
      if (!words) continue;
      hash.update(words).update(' ');
      isEmpty = false;
    }
  }
  return isEmpty ? '' : hash.digest('hex');
}
