/** A line end after a letter and a hyphen, before a lower-case letter: the word goes on. */
const HYPHENATED_LINE_END = /(?<=\p{L})[-\u00AD\u2010]\n(?=\p{Ll})/gu;
const SENTENCE_OR_LABEL_END = /[.!?:;…]["'”’»)\]]*$/u;
const STARTS_ITEM = /^(?:[-*•·–]|\d{1,3}[.)]|\(?[a-z\d]{1,2}\))\s/u;
/** Between the cells of a row, which is a line of its own. */
const CELL_GAP = '\t';
/** A line this much shorter than the longest of its page ends a paragraph or is a heading. */
const FULL_LINE = 0.75;

/**
 * Joins the lines of a page whose line ends come from layout: words hyphenated at a line end become whole,
 * and a full line runs on into the next. Short lines, list items, rows of tables and blank lines keep their line end.
 */
export function unwrapLines(page: string): string {
  const lines = page
    .replace(HYPHENATED_LINE_END, '')
    .split('\n')
    .map((line) => line.trimEnd());
  const full = FULL_LINE * medianOfLongest(lines);
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

/** The median of the longer half of the lines: one overlong line does not make all others short. */
function medianOfLongest(lines: readonly string[]): number {
  const lengths = lines.map((line) => line.length).sort((one, other) => other - one);
  return lengths[Math.floor(lengths.length / 4)] ?? 0;
}
