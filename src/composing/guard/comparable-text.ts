/** A text as quotes are compared, with where each of its characters stands in the original. */
export interface ComparableText {
  readonly text: string;
  /** Offset in the original of each UTF-16 code unit of `text`, and of the original's end. */
  readonly offsets: Int32Array;
}

const QUOTE_MARKS: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '«': '"',
  '»': '"',
};
const BLANK = /\s/;

/**
 * White space as single blanks, quotation marks as straight ones: nothing else about a quote may differ. Leading
 * and trailing blanks are gone.
 */
export function comparable(original: string): ComparableText {
  const offsets = new Int32Array(original.length + 1);
  let text = '';
  let blank = true;
  for (let position = 0; position < original.length; position++) {
    const character = original[position] ?? '';
    const isBlank = BLANK.test(character);
    if (isBlank && blank) continue;
    blank = isBlank;
    offsets[text.length] = position;
    text += isBlank ? ' ' : (QUOTE_MARKS[character] ?? character);
  }
  const trimmed = text.trimEnd();
  offsets[trimmed.length] = original.length;
  return { text: trimmed, offsets: offsets.subarray(0, trimmed.length + 1) };
}
