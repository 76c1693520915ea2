import type { PageLine } from './pdf-lines.js';
import { type PdfTable, withTables } from './pdf-tables.js';
import { unwrapLines } from './unwrap-lines.js';

/** A heading, or text between headings and tables, with its lines unwrapped. */
interface PdfText {
  /** 1 is the outermost; `undefined` for text. */
  readonly level: number | undefined;
  readonly text: string;
}

export type PdfBlock = PdfText | PdfTable;

/** Type this much larger than that of the text is a heading's. */
const HEADING_SIZE = 1.15;
const LONGEST_HEADING = 160;
/** Labels of figures and cells of tables may be more than the text, in smaller type; their lines are shorter. */
const PROSE_LINE = 40;
const HEADING_LEVELS = 4;
/** Lines further apart than this many of their usual distance belong to different paragraphs. */
const PARAGRAPH_GAP = 1.35;
const SIZE_STEP = 2;

/** The sizes of type that head sections, largest first: larger than what most of the text is set in. */
export function headingSizes(lines: readonly PageLine[]): number[] {
  const characters = new Map<number, number>();
  const prose = lines.filter(({ text }) => text.length >= PROSE_LINE);
  for (const { size, text } of prose.length > 0 ? prose : lines) {
    const step = stepOf(size);
    characters.set(step, (characters.get(step) ?? 0) + text.length);
  }
  const [body] = [...characters].sort((one, other) => other[1] - one[1])[0] ?? [0];
  return [...new Set(lines.map(({ size }) => stepOf(size)))]
    .filter((step) => step > HEADING_SIZE * body)
    .sort((one, other) => other - one);
}

/** The blocks of a page whose lines are in reading order. */
export function blocksOf(
  lines: readonly PageLine[],
  sizes: readonly number[],
  words: ReadonlySet<string> = new Set(),
): PdfBlock[] {
  const blocks: ({ level: number | undefined; lines: PageLine[] } | PdfTable)[] = [];
  for (const line of withTables(lines)) {
    if ('records' in line) {
      blocks.push(line);
      continue;
    }
    const level = levelOf(line, sizes);
    const open = blocks.at(-1);
    if (open !== undefined && 'level' in open && open.level === level) open.lines.push(line);
    else blocks.push({ level, lines: [line] });
  }
  return blocks.flatMap((block): PdfBlock[] => {
    if ('records' in block) return [block];
    const { level, lines: held } = block;
    if (level === undefined) return [{ level, text: unwrapLines(textOf(held), words) }];
    return textOf(held)
      .split(/\n\n/u)
      .map((heading) => ({ level, text: heading.replaceAll('\n', ' ') }));
  });
}

function levelOf(line: PageLine, sizes: readonly number[]): number | undefined {
  const rank = sizes.indexOf(stepOf(line.size));
  if (rank < 0 || line.text.length > LONGEST_HEADING || !/\p{L}{2}/u.test(line.text)) return undefined;
  return Math.min(rank + 1, HEADING_LEVELS);
}

/** Lines with their line ends; a blank line where the distance says that a paragraph ends. */
function textOf(lines: readonly PageLine[]): string {
  const distances = lines.slice(1).map((line, position) => line.y - (lines[position]?.y ?? 0));
  const usual = usualDistance(distances.filter((distance) => distance > 0));
  return lines
    .map(({ text, size }, position) => {
      if (position === 0) return text;
      const distance = distances[position - 1] ?? 0;
      const most = PARAGRAPH_GAP * Math.max(usual, size);
      // What a column begins with goes on with what the one before ends with, unless that is a note at its foot.
      const isBelowNote = distance < 0 && stepOf(size) !== stepOf(lines[position - 1]?.size ?? size);
      return `${distance > most || isBelowNote ? '\n\n' : '\n'}${text}`;
    })
    .join('');
}

/** The lower quartile: paragraphs of one line, as lists and addresses have them, widen the median. */
function usualDistance(distances: readonly number[]): number {
  return [...distances].sort((one, other) => one - other)[Math.floor(distances.length / 4)] ?? 0;
}

/** Sizes within half a point are one. */
function stepOf(size: number): number {
  return Math.round(size * SIZE_STEP) / SIZE_STEP;
}
