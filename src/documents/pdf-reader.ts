import { CitewellError } from '../errors.js';
import { buildDocument } from './build-document.js';
import type { DocumentReader } from './document-reader.js';
import { normaliseText } from './normalise-text.js';
import { blocksOf, headingSizes } from './pdf-blocks.js';
import type { PageLine } from './pdf-lines.js';
import { readPdfPages } from './pdf-pages.js';
import { inReadingOrder } from './pdf-reading-order.js';
import { usualGutters } from './pdf-usual-gutters.js';
import { withoutRunningLines } from './running-lines.js';
import { StructuredTextWriter } from './structured-text.js';
import { titleFromFileName } from './title-from-file-name.js';
import { joinHyphenated, wordsOf } from './unwrap-lines.js';

const SENTENCE_GOES_ON = /[\p{Ll},;–—-]$/u;
const STARTS_LOWER = /^\p{Ll}/u;
const WORD_GOES_ON = /(\p{L}+)[-\u00AD\u2010]$/u;
const WORD = /^\p{L}+/u;
const LEADERS = /[ \t]*(?:\.[ \t]?){5,}[ \t]*/gu;

/** PDF with a text layer: pages, columns in reading order, headings by size, rows of tables, no running headers and footers. */
export const pdfReader: DocumentReader = {
  extensions: ['.pdf'],
  version: 'pdf-5',
  foreign: true,
  async read(file) {
    const { pages: all, metadata } = await readPdfPages(file.bytes, file.id);
    const bare = withoutRunningLines(all);
    const gutters = usualGutters(bare.map(({ runs }) => runs));
    const pages = bare.map(({ number, runs }) => ({
      number,
      lines: inReadingOrder(runs, gutters)
        .map(readable)
        .filter(({ text }) => text !== ''),
    }));
    const lines = pages.flatMap((page) => page.lines);
    const sizes = headingSizes(lines);
    const words = wordsOf(lines.map(({ text }) => text));
    const writer = new StructuredTextWriter();
    let before = '';
    for (const { number, lines } of pages) {
      writer.page(number);
      for (const block of blocksOf(lines, sizes, words)) {
        if ('records' in block) for (const record of block.records) writer.row(record);
        else if (block.level !== undefined) writer.heading(block.level, block.text);
        else if (SENTENCE_GOES_ON.test(before) && STARTS_LOWER.test(block.text))
          goOn(writer, before, block.text, words);
        else writer.preformatted(block.text);
        before = 'level' in block && block.level === undefined ? block.text : '';
      }
    }
    const { text, headings, pages: starts, records } = writer.finish();
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
        records,
        warnings: empty.length === 0 ? [] : [pagesWithoutText(empty, all.length)],
        metadata,
        titleOfLastResort: titleFromFileName(file.id),
        // Where all type is of one size, headings look as they do in plain text.
        ...(headings.length === 0 ? {} : { findHeadings: () => [...headings] }),
      }),
    ];
  },
};

function readable(line: PageLine): PageLine {
  const cells = line.cells.map((cell) => ({ ...cell, text: withoutLeaders(normaliseText(cell.text)) }));
  return {
    ...line,
    cells,
    text: cells
      .map(({ text }) => text)
      .join('\t')
      .trim(),
  };
}

/** Dots that lead the eye from an entry to its value are no ends of sentences: the value is another cell. */
function withoutLeaders(text: string): string {
  return text.replace(LEADERS, '\t').trim();
}

/** A sentence, or a word, that the end of a page or a figure breaks off. */
function goOn(writer: StructuredTextWriter, before: string, text: string, words: ReadonlySet<string>): void {
  const [, start] = WORD_GOES_ON.exec(before) ?? [];
  const [end = ''] = WORD.exec(text) ?? [];
  if (start === undefined) writer.runOn(text);
  else writer.completeWord(text, joinHyphenated(start, end, words).includes('-'));
}

const MOST_NAMED = 10;

function pagesWithoutText(numbers: readonly number[], pages: number): string {
  const named = numbers.slice(0, MOST_NAMED).join(', ');
  const more = numbers.length > MOST_NAMED ? ', …' : '';
  return `${numbers.length} of ${pages} pages have no text (${named}${more}): they are blank, or images without text recognition (OCR).`;
}
