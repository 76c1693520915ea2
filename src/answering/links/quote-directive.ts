import type { Span } from '../../documents/document.js';
import { countWords, firstWords, lastWords, PageText } from './page-text.js';
import { recordDirective } from './record-directive.js';
import { type Context, directiveOf, type Ends, FIELD_NAME, type TextDirective } from './text-directive.js';

/** Words at the beginning of a quote that are tried first: more than an entry of a menu has, which would be found first. */
const FEWEST_AT_START = 6;
/** Words at its end that are tried first: that is looked for from the beginning on. */
const FEWEST_AT_END = 4;
/** More are taken for as long as those would be found elsewhere first. */
const MOST_WORDS = 16;
/** A line of fewer words is named whole. */
const SHORTEST_RANGE = FEWEST_AT_START + FEWEST_AT_END;
/** Words around the quote, where those in it would be found elsewhere first. */
const CONTEXT_WORDS: readonly number[] = [3, 6, 12];
/**
 * Names a quote for browsers (WICG, URL Fragment Text Directives), so that the first place where they find what it names
 * is the quote. Of a long quote only the ends are named: between them the page may hold what our text leaves out, such
 * as the number of a footnote.
 *
 * @param text of the document, or as much of it as is known
 * @param quote where it stands in the text
 * @param isRecord whether it is a row of a table, whose cells are apart and whose column names stand elsewhere
 * @returns undefined where the quote holds no words
 */
export function quoteDirective(text: string, quote: Span, isRecord = false): TextDirective | undefined {
  const page = new PageText(text, quote);
  const { lines } = page;
  const [opening] = lines;
  const last = lines.at(-1);
  if (opening === undefined || last === undefined) return undefined;
  if (isRecord) return recordDirective(text, page, lines);
  const name = FIELD_NAME.exec(text.slice(opening.start, opening.end))?.[0];
  const inFields: Ends[] = [];
  if (name !== undefined) {
    const start = { start: opening.start, end: opening.start + name.replace(/:\s+$/u, '').length };
    const rest = last.start === opening.start ? { start: opening.start + name.length, end: last.end } : last;
    for (const words of [FEWEST_AT_END, MOST_WORDS])
      inFields.push({ start, end: lastWords(text, rest, words) });
  }
  return (
    unambiguous(text, page, inFields) ??
    unambiguous(text, page, endsOf(text, opening, last)) ??
    withAllContext(text, page, endsOf(text, opening, last).at(-1) ?? { start: opening })
  );
}

/** The ends of a quote, from few words to many. */
function endsOf(text: string, first: Span, last: Span): Ends[] {
  const isOneLine = first.start === last.start;
  const words = isOneLine ? countWords(text, first, 2 * MOST_WORDS) : 2 * MOST_WORDS;
  if (words < SHORTEST_RANGE) return [{ start: first }];
  const mostMore = Math.min(MOST_WORDS - FEWEST_AT_START, Math.floor((words - SHORTEST_RANGE) / 2));
  return Array.from({ length: mostMore + 1 }, (_, more) => ({
    start: firstWords(text, first, FEWEST_AT_START + more),
    end: lastWords(text, last, FEWEST_AT_END + more),
  }));
}

/** The first of the candidates that is found where it stands, with as little around it as that takes. */
function unambiguous(text: string, page: PageText, candidates: readonly Ends[]): TextDirective | undefined {
  for (const around of [0, ...CONTEXT_WORDS]) {
    for (const ends of candidates) {
      const { start, end = start } = ends;
      const prefix = around === 0 ? undefined : page.wordsBefore(start.start, around);
      const suffix = around === 0 ? undefined : page.wordsAfter(end.end, around);
      for (const context of [{ prefix }, { suffix }, { prefix, suffix }])
        if (isFoundThere(page, ends, context)) return directiveOf(text, ends, context);
    }
  }
  return undefined;
}

/** Browsers take the first beginning that follows the prefix, and from there on the first end before the suffix. */
function isFoundThere(page: PageText, { start, end }: Ends, { prefix, suffix }: Context): boolean {
  const from = prefix?.start ?? start.start;
  if (end === undefined) return page.findsFirst({ start: from, end: suffix?.end ?? start.end });
  const to = { start: end.start, end: suffix?.end ?? end.end };
  return page.findsFirst({ start: from, end: start.end }) && page.findsNext(to, start.end);
}

/** The same text with the same text around it: as much as may be said. */
function withAllContext(text: string, page: PageText, ends: Ends): TextDirective {
  const most = CONTEXT_WORDS.at(-1) ?? 0;
  const { start, end = start } = ends;
  return directiveOf(text, ends, {
    prefix: page.wordsBefore(start.start, most),
    suffix: page.wordsAfter(end.end, most),
  });
}
