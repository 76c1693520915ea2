const LEADING_BYTE_ORDER_MARKS = /^\uFEFF+/;
const LINE_ENDS = /\r\n?/g;
/** C0 controls other than LF and tab: the category also holds DEL and the C1 controls, which stay. */
const CONTROL_CHARACTERS = /(?![\n\t\x7F-\x9F])\p{Cc}/gu;
/** In a `u` pattern the halves of a whole pair do not match: only lone surrogates do. */
const LONE_SURROGATES = /\p{Surrogate}/gu;
const REPLACEMENT_CHARACTER = '\uFFFD';

/**
 * The one form of text that offsets refer to: NFC, LF line ends, no leading byte order mark, C0 controls
 * other than LF and tab replaced by a space, lone surrogates by U+FFFD. Everything else stays the author's.
 * Idempotent: `normaliseText(normaliseText(raw)) === normaliseText(raw)`.
 */
export function normaliseText(raw: string): string {
  return raw
    .replace(LEADING_BYTE_ORDER_MARKS, '')
    .replace(LINE_ENDS, '\n')
    .replace(CONTROL_CHARACTERS, ' ')
    .replace(LONE_SURROGATES, REPLACEMENT_CHARACTER)
    .normalize('NFC');
}
