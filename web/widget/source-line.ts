import type { Citation, CitedDocument } from '../../src/answering/answer.js';
import type { Strings } from './strings/strings.js';

/** Who wrote a document and when, as far as it says so. */
export function authorLine(document: CitedDocument): string {
  return [document.author, document.published]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
}

/** Names shown of the documents that hold the same text; how many others there are is said. */
const NAMES_SHOWN = 3;

/** Where the same text lies as well, by titles, or by ids where titles do not tell them apart; empty for nowhere. */
export function copiesLine({ document, alsoIn = [] }: Citation, strings: Strings): string {
  if (alsoIn.length === 0) return '';
  const shown = alsoIn.slice(0, NAMES_SHOWN);
  const titles = new Set([document, ...shown].map(({ title }) => title));
  const names = shown.map(({ id, title }) => (titles.size > shown.length ? title : id));
  return strings.alsoIn(names, alsoIn.length - shown.length);
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
