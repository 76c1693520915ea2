const MARK = /\s*([\p{Ps}\p{Pe}\p{Pi}\p{Pf}"'])/uy;
const OPENS = /\p{Ps}/u;
const CLOSES = /\p{Pe}/u;
const CLOSES_OR_OPENS = /\p{Pf}/u;
const OPENS_OR_CLOSES = /\p{Pi}/u;
const WORD_FOLLOWS = /^[\p{L}\p{N}\p{Ps}]/u;
const NO_WORD_FOLLOWS = /^[\p{Pe}\p{Pi}\p{Pf}"']*(?:\s|$)/u;
/** More marks than this in a row are no punctuation. */
const MARKS_LOOKED_AT = 32;

/**
 * Where the brackets and quotation marks end that close what a sentence has opened: those that open something belong to
 * the sentence after it. What a quotation mark does is told by what stands beside it, since German closes with the
 * mark that English opens with (“), and Swedish opens with the one that closes (”).
 *
 * @param from offset behind the mark that ends the sentence
 * @param quoteIsOpen whether a straight double quote is open there
 */
export function endOfClosingMarks(text: string, from: number, quoteIsOpen: boolean): number {
  const marks = new RegExp(MARK);
  let end = from;
  let isOpen = quoteIsOpen;
  for (;;) {
    marks.lastIndex = end;
    const match = marks.exec(text);
    if (match === null) return end;
    const mark = match[1] ?? '';
    const isDetached = match[0].length > mark.length;
    const ahead = text.slice(marks.lastIndex, marks.lastIndex + MARKS_LOOKED_AT);
    if (!closes(mark, isDetached, ahead, isOpen)) return end;
    if (mark === '"') isOpen = false;
    end = marks.lastIndex;
  }
}

function closes(mark: string, isDetached: boolean, ahead: string, quoteIsOpen: boolean): boolean {
  if (CLOSES.test(mark)) return true;
  if (OPENS.test(mark)) return false;
  if (CLOSES_OR_OPENS.test(mark)) return !isDetached || !WORD_FOLLOWS.test(ahead);
  if (OPENS_OR_CLOSES.test(mark)) return !isDetached && NO_WORD_FOLLOWS.test(ahead);
  if (mark === '"' && quoteIsOpen) return true;
  return !isDetached && (mark === "'" || !WORD_FOLLOWS.test(ahead));
}
