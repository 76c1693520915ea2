/** What 0x80 to 0x9F stand for (WHATWG Encoding, index windows-1252). */
const FROM_0X80 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8DŽ\x8F\x90‘’“”•–—˜™š›œ\x9DžŸ';

/**
 * The text of bytes in windows-1252, which browsers read ISO-8859-1 as. `TextDecoder` of several versions of Node
 * takes it for ISO-8859-1 itself, and makes control characters of quotation marks, dashes and €.
 */
export function decodeWindows1252(bytes: Uint8Array): string {
  return repairWindows1252(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
}

/** A text that was decoded as ISO-8859-1, with the characters in the places of its control characters. */
export function repairWindows1252(text: string): string {
  return text.replace(/[\x80-\x9F]/gu, (control) => FROM_0X80.charAt(control.charCodeAt(0) - 0x80));
}
