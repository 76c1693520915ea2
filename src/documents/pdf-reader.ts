import { CitewellError } from '../errors.js';
import { buildDocument } from './build-document.js';
import type { DocumentReader } from './document-reader.js';
import { normaliseText } from './normalise-text.js';
import { blocksOf, headingSizes } from './pdf-blocks.js';
import { readPdfPages } from './pdf-pages.js';
import { inReadingOrder } from './pdf-reading-order.js';
import { withoutRunningLines } from './running-lines.js';
import { StructuredTextWriter } from './structured-text.js';
import { titleFromFileName } from './title-from-file-name.js';

const SENTENCE_GOES_ON = /[\p{Ll},;–—-]$/u;
const STARTS_LOWER = /^\p{Ll}/u;

/** PDF with a text layer: pages, columns in reading order, headings by size, no running headers and footers. */
export const pdfReader: DocumentReader = {
  extensions: ['.pdf'],
  version: 'pdf-2',
  foreign: true,
  async read(file) {
    const { pages: all, metadata } = await readPdfPages(file.bytes, file.id);
    const pages = withoutRunningLines(all).map(({ number, runs }) => ({
      number,
      lines: inReadingOrder(runs).map((line) => ({ ...line, text: normaliseText(line.text) })),
    }));
    const sizes = headingSizes(pages.flatMap(({ lines }) => lines));
    const writer = new StructuredTextWriter();
    let before = '';
    for (const { number, lines } of pages) {
      writer.page(number);
      for (const { level, text } of blocksOf(lines, sizes)) {
        if (level !== undefined) writer.heading(level, text);
        else if (SENTENCE_GOES_ON.test(before) && STARTS_LOWER.test(text)) writer.runOn(text);
        else writer.preformatted(text);
        before = level === undefined ? text : '';
      }
    }
    const { text, headings, pages: starts } = writer.finish();
    if (text === '') {
      throw new CitewellError(
        'unreadable_file',
        `${file.id} has no text: it holds only images. Run text recognition (OCR) over it, or remove it.`,
        { document: file.id },
      );
    }
    const empty = all.filter(({ runs }) => runs.length === 0).map(({ number }) => number);
    return [
      buildDocument({
        id: file.id,
        text,
        pages: starts,
        warnings: empty.length === 0 ? [] : [pagesWithoutText(empty, all.length)],
        metadata,
        titleOfLastResort: titleFromFileName(file.id),
        // Where all type is of one size, headings look as they do in plain text.
        ...(headings.length === 0 ? {} : { findHeadings: () => [...headings] }),
      }),
    ];
  },
};

const MOST_NAMED = 10;

function pagesWithoutText(numbers: readonly number[], pages: number): string {
  const named = numbers.slice(0, MOST_NAMED).join(', ');
  const more = numbers.length > MOST_NAMED ? ', …' : '';
  return `${numbers.length} of ${pages} pages have no text (${named}${more}): they are blank, or images without text recognition (OCR).`;
}
