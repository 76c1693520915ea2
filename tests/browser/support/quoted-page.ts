import type { Document, Span } from '../../../src/documents/document.js';
import { htmlReader } from '../../../src/documents/html-reader.js';

const OPEN = '\uE000';
const CLOSE = '\uE001';

/** A page in whose source `{{` and `}}` stand around quotes. */
export interface QuotedPage {
  /** The page with comments in the place of the marks, so that a browser can tell where each quote stands. */
  readonly html: string;
  readonly document: Document;
  /** Where our text of the page has the quotes; a row of a table is quoted whole. */
  readonly quotes: readonly (Span & { readonly isRecord: boolean })[];
}

/** Reads a page as indexing does. */
export async function quotedPage(source: string): Promise<QuotedPage> {
  const document = await read(source.replaceAll(/\{\{|\}\}/gu, ''));
  const marked = await read(source.replaceAll('{{', OPEN).replaceAll('}}', CLOSE));
  const quotes: QuotedPage['quotes'][number][] = [];
  let marks = 0;
  let start = 0;
  for (const { index, 0: mark } of marked.text.matchAll(/[\uE000\uE001]/gu)) {
    const offset = index - marks++;
    if (mark === OPEN) start = offset;
    else quotes.push(whole(document, { start, end: offset }));
  }
  if (marked.text.replaceAll(/[\uE000\uE001]/gu, '') !== document.text)
    throw new Error(`The marks change how the page is read:\n${marked.text}\n---\n${document.text}`);
  return { html: numbered(source), document, quotes };
}

function numbered(source: string): string {
  let opened = 0;
  let closed = 0;
  return source.replaceAll(/\{\{|\}\}/gu, (mark) =>
    mark === '{{' ? `<!--quote ${opened++}-->` : `<!--end ${closed++}-->`,
  );
}

function whole(document: Document, quote: Span): Span & { isRecord: boolean } {
  const record = document.records?.find(({ start, end }) => start <= quote.start && end >= quote.end);
  return record === undefined ? { ...quote, isRecord: false } : { ...record, isRecord: true };
}

async function read(html: string): Promise<Document> {
  const [document] = await htmlReader.read({ id: 'page.html', path: 'page.html', bytes: Buffer.from(html) });
  if (document === undefined) throw new Error('no document');
  return document;
}
