import type { QuotablePassage } from '../citation.js';
import { quoteDirective } from './quote-directive.js';
import { serialiseDirective } from './text-directive.js';

/**
 * The address of a quote: that of its document, or of one with the same text, with a text fragment, which browsers scroll to and mark, and before it
 * the page of a PDF. A fragment that the address has already is kept before it.
 *
 * @param start offset of the quote in the document
 * @returns undefined where the document has no address that a browser may be sent to
 */
export function quoteLink(quoted: QuotablePassage, start: number, end: number): string | undefined {
  const url = linkedAddress(quoted);
  if (url === undefined) return undefined;
  const { passage, text, documentText } = quoted;
  const offset = documentText === undefined ? passage.start : 0;
  const span = { start: start - offset, end: end - offset };
  const records = passage.sentences.filter(({ kind }) => kind === 'record');
  const isIn = (position: number) => records.some((row) => row.start <= position && position <= row.end);
  const directive = quoteDirective(documentText ?? text, span, isIn(start) && isIn(end));
  const [address = '', own = ''] = url.replace(/:~:.*$/su, '').split(/#(.*)/su);
  const isPaged = own === '' && passage.page !== undefined && /\.pdf(?:$|\?)/iu.test(address);
  const place = isPaged ? `page=${passage.page}` : own;
  if (directive === undefined) return place === '' ? address : `${address}#${place}`;
  return `${address}#${place}:~:${serialiseDirective(directive)}`;
}

/** The address of the document, or of another that holds the same text. */
export function linkedAddress({
  document,
  copies,
}: Pick<QuotablePassage, 'document' | 'copies'>): string | undefined {
  return [document, ...copies].map(({ url }) => url).find((url) => url !== undefined && isWebAddress(url));
}

/** A document may name any url, and pages put the link under a reader's cursor: `javascript:` must not get there. */
function isWebAddress(url: string): boolean {
  const base = 'https://localhost';
  return URL.canParse(url, base) && /^https?:$/.test(new URL(url, base).protocol);
}
