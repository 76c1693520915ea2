import type { Citation, CitedDocument } from '../../src/answering/answer.js';
import type { Strings } from './strings/strings.js';

/** Who wrote a document and when, as far as it says so. */
export function authorLine(document: CitedDocument): string {
  return [document.author, document.published]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
}

/** Where in its document a citation stands: headings from the outermost in, and the page. */
export function placeLine(citation: Citation, strings: Strings): string {
  const place = citation.headings.join(' › ');
  const page = citation.page === undefined ? '' : strings.page(citation.page);
  return [place, page].filter((part) => part !== '').join(', ');
}

/** The address of the original, if it is one that a browser can open safely; documents can't add scripts. */
export function originalAddress(citation: Citation): string | undefined {
  const address = citation.link ?? citation.document.url;
  if (address === undefined || !URL.canParse(address)) return undefined;
  return ['http:', 'https:'].includes(new URL(address).protocol) ? address : undefined;
}
