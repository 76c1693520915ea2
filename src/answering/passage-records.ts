import type { Span } from '../documents/document.js';
import type { RankedPassage } from '../retrieval/retriever.js';

/** A line that gives a value to a name: `Price: €12`, `- **Alba Matt**: dries in 12 hours`. */
const FACT = /^(?<mark>(?:[-+*•‣◦·▪–]|\(?\d{1,3}[.)])\s+)?(?<name>[^\n:]{1,60}): \S[^\n]*$/u;
/** One line after another, in one block. */
const NEXT_LINE = /^[ \t]*\n[ \t]*$/u;
/** A row's first cell is what it is about, in most tables. */
const FIRST_FIELD = /^[^;\t]*/u;
const MARKUP = /^(?:[-+*•‣◦·▪–]|\(?\d{1,3}[.)])\s+|\*\*/gu;

/**
 * A sentence that says one thing of one name and stands among its like: a row of a table, or a line that gives a value
 * to a name beside others that do.
 */
export interface PassageRecord {
  /** Positions of the first and the last line of its block, where the first one names what it is about. */
  readonly block?: { readonly first: number; readonly last: number };
  /** Whether it only names what the lines below it are about. */
  readonly isLead: boolean;
  /** What it is about, and all that it says, in the passage's text. */
  readonly key: Span;
  readonly parts: readonly Span[];
  /** `Name: value; Name: value`. */
  readonly text: string;
}

/** A sentence as a line. */
interface Line extends Span {
  readonly text: string;
  readonly isRow: boolean;
  /** Undefined unless it gives a value to a name. */
  readonly name: string | undefined;
  readonly isMarked: boolean;
  /** Position of the first line of its block of lines that give values to names; its own outside of one. */
  top: number;
  /** Position of the last one. */
  bottom: number;
}

/**
 * The records of passages, by passage and position of the sentence. Where blocks of lines begin with the same name
 * (`Paint: Alba Matt`, `Paint: Terra Satin`), their other lines are about what the first one says.
 */
export function recordsOf(
  passages: readonly Pick<RankedPassage, 'passage' | 'text'>[],
): (PassageRecord | undefined)[][] {
  const texts = passages.map(linesOf);
  const tops = texts.flatMap((lines) =>
    lines.filter(({ top, bottom, isMarked }, position) => top === position && bottom > position && !isMarked),
  );
  const isLeading = (line: Line): boolean => tops.filter(({ name }) => name === line.name).length > 1;
  return texts.map((lines) =>
    lines.map((line, position): PassageRecord | undefined => {
      if (line.isRow) return recordOf([line], false);
      if (line.name === undefined || line.top === line.bottom) return undefined;
      const top = lines[line.top];
      if (line.isMarked || !top || !isLeading(top)) return recordOf([line], false);
      if (line.top === position) return recordOf([line], true);
      return { ...recordOf([top, line], false), block: { first: line.top, last: top.bottom } };
    }),
  );
}

function linesOf({ passage, text }: Pick<RankedPassage, 'passage' | 'text'>): Line[] {
  const lines: Line[] = [];
  for (const [position, sentence] of passage.sentences.entries()) {
    const [start, end] = [sentence.start - passage.start, sentence.end - passage.start];
    const written = text.slice(start, end);
    const fact = sentence.kind === 'prose' ? FACT.exec(written)?.groups : undefined;
    const line: Line = {
      ...{ start, end, text: written, top: position, bottom: position },
      isRow: sentence.kind === 'record',
      name: fact?.['name'],
      isMarked: fact?.['mark'] !== undefined,
    };
    const above = lines.at(-1);
    const isNext = above && NEXT_LINE.test(text.slice(above.end, start));
    if (isNext && line.name !== undefined && above.name !== undefined && above.isMarked === line.isMarked) {
      line.top = above.top;
    }
    lines.push(line);
  }
  for (const [position, { top }] of lines.entries()) {
    for (const line of lines.slice(top, position)) line.bottom = position;
  }
  return lines;
}

function recordOf(parts: readonly [Line, ...Line[]], isLead: boolean): PassageRecord {
  const [{ start, text: first }] = parts;
  return {
    isLead,
    key: { start, end: start + (FIRST_FIELD.exec(first)?.[0].length ?? 0) },
    parts: parts.map((part) => ({ start: part.start, end: part.end })),
    text: parts.map((part) => part.text.replace(MARKUP, '')).join('; '),
  };
}
