/**
 * One piece of text as a WordPiece tokenizer would take it apart at most; bounded, so that a text without
 * blanks is still measured in linear time from any position.
 */
const PIECES = /(?<latin>\p{Script=Latin}{1,64})|(?<digits>\p{Nd}{1,64})|(?<blank>\s{1,64})|./gsu;

/** Fitted on the English vocabulary of BERT: words up to this length are one or two pieces. */
const CHARACTERS_PER_TOKEN = 4;
/** Runs this long are identifiers or encoded data, which the vocabulary cuts finer. */
const LONGEST_WORD = 20;
const CHARACTERS_PER_TOKEN_OF_DATA = 2;
const DIGITS_PER_TOKEN = 2;

/** A piece of text with its estimated tokens. */
export interface EstimatedPiece {
  readonly start: number;
  readonly end: number;
  readonly tokens: number;
}

/**
 * A conservative estimate of the WordPiece tokens of a text, without a tokenizer: one token per four
 * letters of a Latin word begun, per two digits, and per other character (CJK and other scripts,
 * punctuation, symbols); none for white space.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const piece of estimatedPieces(text, 0, text.length)) tokens += piece.tokens;
  return tokens;
}

/** The pieces of `text.slice(start, end)`, lazily and in order; offsets count from the text's start. */
export function* estimatedPieces(text: string, start: number, end: number): Generator<EstimatedPiece> {
  const pieces = new RegExp(PIECES);
  pieces.lastIndex = start;
  while (pieces.lastIndex < end) {
    const match = pieces.exec(text);
    if (match === null) return;
    const pieceEnd = Math.min(match.index + match[0].length, end);
    yield { start: match.index, end: pieceEnd, tokens: tokensOf(match, pieceEnd - match.index) };
  }
}

function tokensOf(match: RegExpExecArray, length: number): number {
  const groups = match.groups ?? {};
  if (groups['blank'] !== undefined) return 0;
  if (groups['digits'] !== undefined) return Math.ceil(length / DIGITS_PER_TOKEN);
  if (groups['latin'] === undefined) return 1;
  return Math.ceil(length / (length > LONGEST_WORD ? CHARACTERS_PER_TOKEN_OF_DATA : CHARACTERS_PER_TOKEN));
}
