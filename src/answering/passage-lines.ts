import type { Span } from '../documents/document.js';
import { lineNaming } from '../passages/named-lines.js';
import type { RankedPassage } from '../retrieval/retriever.js';
import { isLabelledQuestionOrAnswer } from './questions-answered.js';

/** What an item of a list begins with: a bullet, `3.`, `(3)`. */
export const ITEM_MARK = String.raw`(?:[-+*•‣◦·▪–]|\(?\d{1,3}[.)])\s+`;
/** A line that gives a value to a name: `Price: €12`, `- **Alba Matt**: dries in 12 hours`. */
const FACT = new RegExp(String.raw`^(?<mark>${ITEM_MARK})?(?<name>[^\n:]{1,60}): \S[^\n]*$`, 'u');
const ITEM = new RegExp(`^${ITEM_MARK}`, 'u');
/** What a line with a name that no colon follows begins with, at most. */
const BEGINNING = /^[^\n]{1,60}/u;
/** One line after another, and with a blank line between at most. */
const NEXT_LINE = /^[ \t]*\n[ \t]*$/u;
const SOON = /^[ \t]*\n(?:[ \t]*\n)?[ \t]*$/u;
const SENTENCE_END = /[.!?:;,。！？：]["'”’»)*_]*$/u;
/** More words are no caption. */
const LONGEST_CAPTION = 12;

/** Sentences that stand on one line of a passage. Offsets are in the passage's text. */
export interface PassageLine extends Span {
  /** Positions of its first and last sentence. */
  readonly first: number;
  readonly last: number;
  readonly isRow: boolean;
  /** What it gives a value to; undefined unless it does. */
  readonly name: string | undefined;
  /** Whether it is an item of a list, or like one: `**Hub** – the server`, `**Lawyer** Dr. Roth`. */
  readonly isMarked: boolean;
  /** Whether a mark sets off the item or its name: what stands behind its first sentence is about that, too. */
  readonly isUnit: boolean;
  /** Whether only its like beside it tell that it gives a value to a name. */
  readonly needsLike: boolean;
}

/** Lines that give values to names, one after the other. */
export interface FactBlock {
  readonly lines: readonly PassageLine[];
  /** The line above that says what they are about, if there is one: few words and no sentence. */
  readonly caption: PassageLine | undefined;
}

export function linesOf({ passage, text }: Pick<RankedPassage, 'passage' | 'text'>): PassageLine[] {
  const lines: PassageLine[] = [];
  for (const [position, { start, end, kind }] of passage.sentences.entries()) {
    const own = { start: start - passage.start, end: end - passage.start };
    const above = lines.at(-1);
    const isProse = kind === 'prose';
    const said = text.slice(own.start, own.end);
    const isSameLine = above && !above.isRow && isProse && !text.slice(above.end, own.start).includes('\n');
    if (isSameLine || (above && isProse && carriesOn(text, above, own))) {
      // Sentences behind "Note: it is closed." are prose; those of an item are about what the item is about.
      const name = above.isUnit ? above.name : undefined;
      lines[lines.length - 1] = { ...above, end: own.end, last: position, name };
      continue;
    }
    const fact = isProse ? factIn(said) : NO_FACT;
    lines.push({ ...own, first: position, last: position, isRow: kind === 'record', ...fact });
  }
  return lines;
}

type Fact = Pick<PassageLine, 'name' | 'isMarked' | 'isUnit' | 'needsLike'>;

const NO_FACT: Fact = { name: undefined, isMarked: false, isUnit: false, needsLike: false };

function factIn(said: string): Fact {
  if (isLabelledQuestionOrAnswer(said)) return NO_FACT;
  const naming = lineNaming(said);
  const isEmphasised = naming?.startsWith('marked') === true;
  const { mark, name } = FACT.exec(said)?.groups ?? {};
  if (name !== undefined) {
    const isMarked = mark !== undefined;
    return { name, isMarked, isUnit: isMarked || isEmphasised, needsLike: false };
  }
  if (!isEmphasised && naming !== 'term') return NO_FACT;
  return { name: BEGINNING.exec(said)?.[0], isMarked: true, isUnit: true, needsLike: true };
}

/** Whether a line goes on with what the line above says about a name: it has none of its own, nor a mark. */
function carriesOn(text: string, above: PassageLine, own: Span): boolean {
  if (!above.isUnit || !NEXT_LINE.test(text.slice(above.end, own.start))) return false;
  const said = text.slice(own.start, own.end);
  if (ITEM.test(said) || FACT.test(said) || lineNaming(said) !== undefined) return false;
  return !ITEM.test(text.slice(above.start, above.end)) || columnOf(text, own) > columnOf(text, above);
}

function columnOf(text: string, { start }: Span): number {
  return start - text.lastIndexOf('\n', start - 1) - 1;
}

/** Blocks of at least two lines, and of one below a caption. */
export function factBlocks(text: string, lines: readonly PassageLine[]): FactBlock[] {
  const blocks: FactBlock[] = [];
  for (let next = 0; next < lines.length; next++) {
    const top = lines[next];
    if (top?.name === undefined) continue;
    const run = [top];
    for (let below = lines[next + 1]; below && goesOn(text, run, below); below = lines[next + 1]) {
      run.push(below);
      next++;
    }
    const above = lines[next - run.length];
    const isOfBlock = above && blocks.at(-1)?.lines.includes(above);
    const caption = above && !isOfBlock && isCaption(text, above, top) ? above : undefined;
    if (run.length > 1 || (caption && !top.needsLike)) blocks.push({ lines: run, caption });
  }
  return blocks;
}

/** A name that comes again begins the next block, with or without a blank line. */
function goesOn(text: string, run: readonly PassageLine[], below: PassageLine): boolean {
  const [top, above] = [run[0], run.at(-1)];
  if (!above || below.name === undefined) return false;
  if (below.isMarked !== above.isMarked && !(below.isUnit && above.isUnit)) return false;
  return (below.isMarked || below.name !== top?.name) && NEXT_LINE.test(text.slice(above.end, below.start));
}

function isCaption(text: string, line: PassageLine, below: PassageLine): boolean {
  const written = text.slice(line.start, line.end);
  const isFact = line.name !== undefined && !line.needsLike;
  if (line.isRow || isFact || line.first !== line.last || written.includes('\n')) return false;
  if (SENTENCE_END.test(written) || written.split(/\s+/u).length > LONGEST_CAPTION) return false;
  return SOON.test(text.slice(line.end, below.start));
}
