import type { Span } from '../documents/document.js';
import type { RankedPassage } from '../retrieval/retriever.js';
import { headingStatement } from './heading-statement.js';
import { type FactBlock, factBlocks, ITEM_MARK, linesOf, type PassageLine } from './passage-lines.js';
import type { AnswerKind } from './question-analysis.js';

/** A row's first cell is what it is about, in most tables. */
const FIRST_FIELD = /^[^;\t]*/u;
const MARKUP = new RegExp(String.raw`^${ITEM_MARK}|\*\*`, 'gu');
/** What parts a name from its value where no colon does: `Hub – the server`. */
const DASH = /^(?<name>[^\n:–—]{1,60}?)\s(?:[–—]|--?>?)\s/u;
/** What a line is called that gives its block a name and says nothing else. */
const NAMING =
  /^(?:name|nom|nombre|bezeichnung|product|produkt|produit|building|gebäude|bâtiment|branch|filiale|site|standort)$/iu;
const LINE_END = /\s*\n\s*/gu;

/**
 * What a sentence says as one of several alike: a row of a table, or a line that gives a value to a name beside others
 * that do.
 */
export interface PassageRecord {
  /** Positions of the first and last sentence that are quoted with it, where it says nothing without them. */
  readonly block?: { readonly first: number; readonly last: number };
  /** Whether it only names what the lines below it are about. */
  readonly isLead: boolean;
  /** What it is about, and all that it says, in the passage's text. */
  readonly key: Span;
  readonly parts: readonly Span[];
  /** `Name: value; Name: value`. */
  readonly text: string;
}

type Quotable = Pick<RankedPassage, 'document' | 'passage' | 'text'>;

/**
 * The records of passages, by passage and position of the sentence. Lines are about what the line above their block
 * says; and where blocks begin with the same name (`Paint: Alba Matt`, `Paint: Terra Satin`), about what the first line
 * says.
 */
export function recordsOf(
  passages: readonly Quotable[],
  kind: AnswerKind = 'other',
): (PassageRecord | undefined)[][] {
  const pages = passages.map((ranked) => {
    const lines = linesOf(ranked);
    return { ranked, lines, blocks: factBlocks(ranked.text, lines) };
  });
  const isLeading = leadingLines(pages.flatMap(({ blocks }) => blocks));
  return pages.map(({ ranked, lines, blocks }) => {
    const records = new Map<number, PassageRecord>();
    const put = (line: PassageLine, record: PassageRecord): void => {
      for (let position = line.first; position <= line.last; position++) records.set(position, record);
    };
    for (const line of lines) if (line.isRow) put(line, recordOf(ranked, [line]));
    for (const block of blocks) {
      for (const [line, record] of recordsIn(ranked, block, isLeading)) put(line, record);
    }
    return ranked.passage.sentences.map(
      (sentence, position) =>
        (sentence.kind === 'heading' ? headingRecord(ranked, sentence, kind) : undefined) ??
        records.get(position),
    );
  });
}

/**
 * Which first lines of blocks say what the block is about: one whose name begins other blocks, too, and one that only
 * names its block where another has some of the same lines (`Name: Annexe` above a `Reception:` of its own).
 */
function leadingLines(blocks: readonly FactBlock[]): (top: PassageLine) => boolean {
  const blocksNaming = (name: string | undefined) =>
    blocks.filter(({ lines }) => lines.some((line) => line.name === name));
  return (top) => {
    if (top.isMarked) return false;
    if (blocks.filter(({ lines: [other] }) => other?.name === top.name).length > 1) return true;
    const own = blocks.find(({ lines }) => lines[0] === top);
    if (!own || !NAMING.test(top.name ?? '') || blocksNaming(top.name).length > 1) return false;
    return own.lines.some(({ name }) => blocksNaming(name).length > 1);
  };
}

function recordsIn(
  ranked: Quotable,
  { lines, caption }: FactBlock,
  isLeading: (line: PassageLine) => boolean,
): [PassageLine, PassageRecord][] {
  const [top] = lines;
  const last = lines.at(-1)?.last ?? 0;
  const leads = [caption, top && lines.length > 1 && isLeading(top) ? top : undefined].filter(
    (line) => !!line,
  );
  const [first] = leads;
  const others = lines.filter((line) => !leads.includes(line));
  const isList = lines.some(({ isMarked }) => isMarked);
  return [
    ...leads.map((line): [PassageLine, PassageRecord] => [
      line,
      { ...recordOf(ranked, [line]), isLead: true },
    ]),
    ...others.map((line): [PassageLine, PassageRecord] => {
      const record = recordOf(ranked, [...leads, line]);
      // An item of a list is quoted whole and alone: those beside it are about other things, mostly.
      if (first && !isList) return [line, { ...record, block: { first: first.first, last } }];
      return [line, line.last > line.first ? { ...record, block: line } : record];
    }),
  ];
}

/** A heading that gives a date, a number or a role to a name; a title of two parts names the site in one, mostly. */
function headingRecord(
  { document, passage, text }: Quotable,
  heading: Span,
  kind: AnswerKind,
): PassageRecord | undefined {
  const [start, end] = [heading.start - passage.start, heading.end - passage.start];
  const written = text.slice(start, end);
  const said = headingStatement(written, kind === 'person' && written === document.title ? 'other' : kind);
  if (!said) return undefined;
  return {
    isLead: false,
    key: { start: start + said.name.start, end: start + said.name.end },
    parts: [{ start, end }],
    text: said.text,
  };
}

function recordOf({ text }: Quotable, parts: readonly PassageLine[]): PassageRecord {
  const written = parts.map(({ start, end }) => text.slice(start, end));
  const said = written.map((part) => part.replace(MARKUP, '').replace(LINE_END, ' '));
  if (parts.at(-1)?.needsLike) said.push(said.pop()?.replace(DASH, '$<name>: ') ?? '');
  const start = parts[0]?.start ?? 0;
  return {
    isLead: false,
    key: { start, end: start + (FIRST_FIELD.exec(written[0] ?? '')?.[0].length ?? 0) },
    parts: parts.map((part) => ({ start: part.start, end: part.end })),
    text: said.join('; '),
  };
}
