import type { TextLine } from '../documents/text-lines.js';

/** `**Hub** – the server`, `**Fee:** €5`, `**Lease** (technical) – a claim`: what marks part from the text is its name. */
const EMPHASISED =
  /^(?<mark>\*\*|__|[*_`])(?=\S)(?<name>[^\n*`]{1,60}?)(?<colon>:)?\k<mark>(?:\s?\([^()\n]{1,40}\))?\s{0,3}(?<parting>[:：–—=]|-{1,2}>?)?(?=\s|$)/u;
/** `Next meeting: 3 June`. */
const LABEL = /^[\p{Lu}\p{N}][\p{L}\p{N} .()&/'’-]{0,40}:(?:\s|$)/u;
/** `Dead letter – a message that failed five times`. */
const TERM = /^[\p{Lu}\p{N}][\p{L}\p{N} ()&/'’-]{0,40}\s(?:[–—]|-{1,2})\s/u;
const MOST_WORDS_OF_NAME = 5;
/** Marks that set off words within sentences, too: with nothing behind them that parts, they name nothing. */
const STRONG_MARKS: ReadonlySet<string> = new Set(['**', '__']);
const BEGINS_ANEW = /^["'`*_\p{Ps}\p{Pi}]*[\p{Lu}\p{Lo}\p{N}]/u;

/** How a line begins that says what it is about first. */
export type LineNaming = 'marked and parted' | 'marked' | 'label' | 'term';

export function lineNaming(line: string): LineNaming | undefined {
  const { mark, colon, parting } = EMPHASISED.exec(line)?.groups ?? {};
  if (mark !== undefined) {
    if (colon !== undefined || parting !== undefined) return 'marked and parted';
    return STRONG_MARKS.has(mark) ? 'marked' : undefined;
  }
  const label = LABEL.exec(line)?.[0];
  if (label !== undefined) return isName(label) ? 'label' : undefined;
  const term = TERM.exec(line)?.[0];
  return term !== undefined && isName(term) ? 'term' : undefined;
}

function isName(beginning: string): boolean {
  return (beginning.match(/[^\s–—-]\S*/gu)?.length ?? 0) <= MOST_WORDS_OF_NAME;
}

/**
 * Which lines of a paragraph are the first of what a name says something about (an entry of a glossary, a contact), so
 * that no sentence runs on into them. A name that marks set off and a colon or dash follows is one anywhere; any other
 * only among its like, since a wrapped line of prose may begin so, too.
 */
export function namedLines(lines: readonly TextLine[]): boolean[] {
  const namings = lines.map(({ text }) => lineNaming(text));
  const marked = namings.filter((naming) => naming?.startsWith('marked'));
  const isListOfMarked =
    namings[0]?.startsWith('marked') === true &&
    (marked.includes('marked and parted') || marked.length === lines.length);
  const isList = isListOfNames(lines, namings);
  return namings.map((naming) => {
    if (naming === undefined) return false;
    if (naming === 'marked and parted') return true;
    return naming === 'marked' ? isListOfMarked : isList;
  });
}

function isListOfNames(lines: readonly TextLine[], namings: readonly (LineNaming | undefined)[]): boolean {
  const named = namings.filter((naming) => naming !== undefined).length;
  if (named < 2) return false;
  if (2 * named >= lines.length) return true;
  if (namings[0] === 'label' && namings.filter((naming) => naming === 'label').length > 1) return true;
  const [first] = lines;
  const margin = first ? first.start - first.lineStart : 0;
  return lines.every(
    (line, position) =>
      namings[position] !== undefined || line.start - line.lineStart > margin || !BEGINS_ANEW.test(line.text),
  );
}
