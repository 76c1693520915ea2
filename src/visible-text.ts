/** Control characters, marks of direction, line and paragraph ends, lone surrogates. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Text of strangers as one line that no terminal or log viewer acts on: such characters as `\u{1b}`. */
export function visibleText(text: string): string {
  return text.replace(UNPRINTABLE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
