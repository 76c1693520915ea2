/**
 * Characters that are not seen, or that turn the direction of what follows (Unicode's Cc and Cf). Joiners stay: Persian
 * and emoji are written with them. Line breaks and tabs become blanks further down.
 */
const INVISIBLE = /(?!\u200c|\u200d|[\n\t])[\p{Cc}\p{Cf}]/gu;
const TAG = /<\/?[a-z!?][^<>]*>/giu;
const MARKDOWN_LINK = /!?\[([^\]\n]*)\]\((?:[^()\n]|\([^()\n]*\))*\)/gu;
const REFERENCE = /\[\^?\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\]/gu;
const EMPHASIS = /\*{1,3}|_{2,3}|`+|~~/gu;
const LINE_MARKUP = /^\s{0,3}(?:#{1,6}\s+|>\s+|[-+•]\s+|\d{1,2}[.)]\s+(?=\p{Lu}))/gmu;

/**
 * A claim as plain text on one line: no markup, no markers such as `[1]` (the answer sets its own), no characters
 * that are not seen. What is displayed as Markdown or HTML somewhere can form neither link nor element.
 */
export function plainClaimText(text: string): string {
  return text
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(MARKDOWN_LINK, '$1')
    .replace(TAG, ' ')
    .replace(REFERENCE, '')
    .replace(LINE_MARKUP, '')
    .replace(EMPHASIS, '')
    .replaceAll('[', '(')
    .replaceAll(']', ')')
    .replace(/<(?=[a-z!?/])/giu, '< ')
    .replace(/\s+/gu, ' ')
    .replace(/ (?=[.,;:!?](?:\s|$))/gu, '')
    .trim();
}

/** An address, with or without a scheme: `https://…`, `www.…`, `javascript:…`, `mail@example.org`, `example.org/path`. */
const ADDRESS =
  /(?:[a-z][a-z0-9+.-]{1,20}:\/\/|www\.|(?:javascript|data|vbscript|mailto|tel|file):)[^\s"'<>]+|[^\s"'<>@]+@[^\s"'<>@]+\.[a-z]{2,}|(?<![\p{L}\p{N}.])(?:[a-z0-9-]+\.)+[a-z]{2,24}(?:\/[^\s"'<>]*)?(?![\p{L}\p{N}])/giu;

/** The addresses in a text, without the punctuation that ends a sentence. */
export function addressesIn(text: string): string[] {
  return [...text.matchAll(ADDRESS)].map(([address]) => address.replace(/[.,;:!?)\]]+$/u, ''));
}
