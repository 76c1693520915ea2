/** A line end in a word: after a letter and a hyphen, before a letter. */
const HYPHENATED_LINE_END = /(\p{L}{1,60})[-\u00AD\u2010]\n(\p{L}{1,60})/gu;
const NOT_IN_WORD = /[^\p{L}\u2010-]+/u;
const HYPHEN = /[-\u2010]/u;
const SENTENCE_OR_LABEL_END = /[.!?:;…]["'”’»)\]]*$/u;
const STARTS_ITEM = /^(?:[-*•·–]|\d{1,3}[.)]|\(?[a-z\d]{1,2}\))\s/u;
/** Between the cells of a row, which is a line of its own. */
const CELL_GAP = '\t';
/** A line this much shorter than the longest of its page ends a paragraph or is a heading. */
const FULL_LINE = 0.75;

/**
 * Joins the lines of a page whose line ends come from layout: words hyphenated at a line end become whole,
 * and a full line runs on into the next. Short lines, list items, rows of tables and blank lines keep their line end.
 *
 * @param words of the whole document, which tell how one is written; see {@link wordsOf}
 */
export function unwrapLines(page: string, words: ReadonlySet<string> = new Set()): string {
  const lines = page
    .replace(HYPHENATED_LINE_END, (_, start: string, end: string) => joinHyphenated(start, end, words))
    .split('\n')
    .map((line) => line.trimEnd());
  // A line that has got the rest of a word is longer than any was set.
  const full = FULL_LINE * medianOfLongest(page.split('\n').map((line) => line.trimEnd()));
  let text = '';
  for (const [position, line] of lines.entries()) {
    const next = lines[position + 1];
    if (next === undefined) return text + line;
    const goesOn =
      line !== '' &&
      next.trim() !== '' &&
      !STARTS_ITEM.test(next.trim()) &&
      !`${line}${next}`.includes(CELL_GAP) &&
      (line.length >= full || (/^\p{Ll}/u.test(next) && !SENTENCE_OR_LABEL_END.test(line)));
    text += goesOn ? `${line} ` : `${line}\n`;
  }
  return text;
}

/** The words of a text that no line's end breaks, those with a hyphen included, in lower case. */
export function wordsOf(lines: readonly string[]): Set<string> {
  const words = new Set<string>();
  for (const token of lines.flatMap((line) => line.toLowerCase().split(NOT_IN_WORD))) {
    const parts = token.split(HYPHEN);
    // What a line's end breaks ends with a hyphen: its last part is empty, and the one before half a word.
    const whole = parts.at(-1) === '' ? parts.slice(0, -2) : parts;
    for (const [at, part] of whole.entries()) {
      words.add(part);
      if (at > 0) words.add(`${whole[at - 1]}-${part}`);
    }
  }
  return words;
}

/** A word that a hyphen at a line's end breaks, whole: as the text has it elsewhere, else without the hyphen. */
export function joinHyphenated(start: string, end: string, words: ReadonlySet<string>): string {
  const [closed, open] = [`${start}${end}`, `${start}-${end}`];
  if (words.has(closed.toLowerCase())) return closed;
  return words.has(open.toLowerCase()) || !/^\p{Ll}/u.test(end) ? open : closed;
}

/** The median of the longer half of the lines: one overlong line does not make all others short. */
function medianOfLongest(lines: readonly string[]): number {
  const lengths = lines.map((line) => line.length).sort((one, other) => other - one);
  return lengths[Math.floor(lengths.length / 4)] ?? 0;
}
