import type { Span } from '../documents/document.js';

/** A piece of a word with the place in the original text that it came from, accents and case included. */
export interface Token extends Span {
  readonly id: number;
}

/** One character after normalisation; several can come from one original character, and then share its span. */
interface NormalisedCharacter {
  readonly text: string;
  readonly start: number;
  /** Moves on when combining marks follow, which are read as part of the character before them. */
  end: number;
}

/** Longer words become one unknown token (BERT's `max_input_chars_per_word`). */
const MAX_WORD_CHARACTERS = 100;

const DROPPED = /^[\0\uFFFD\p{Cf}\p{Co}\p{Cs}]|[^\P{Cc}\t\n\r]$/u;
const WHITESPACE = /^\s$/u;
const ACCENT = /^\p{Mn}$/u;
/** BERT counts every ASCII symbol as punctuation, `$` and `+` too. */
const PUNCTUATION = /^[\p{P}!-/:-@[-`{-~]$/u;
/** The ideograph blocks of BERT's `tokenize_chinese_chars`: each is a word of its own. */
const IDEOGRAPH =
  /^[\u4E00-\u9FFF\u3400-\u4DBF\u{20000}-\u{2A6DF}\u{2A700}-\u{2B73F}\u{2B740}-\u{2B81F}\u{2B820}-\u{2CEAF}\uF900-\uFAFF\u{2F800}-\u{2FA1F}]$/u;

/**
 * The lower-cased BERT tokeniser (Devlin et al. 2018, `tokenization.py`), which transformers.js has too, but
 * without offsets. Two deliberate differences from that library: `[SEP]` and its like in a text are text, so
 * that no document can forge the model's input; and lower-casing goes character by character (no final sigma),
 * ideographs beyond U+FFFF count as ideographs, both as in the tokeniser that trained the model.
 */
export class WordPiece {
  readonly #vocabulary: ReadonlyMap<string, number>;
  readonly #longestPiece: number;
  readonly #unknown: number;
  readonly classification: number;
  readonly separator: number;

  /** @throws RangeError where `vocabulary` lacks `[UNK]`, `[CLS]` or `[SEP]` */
  constructor(vocabulary: ReadonlyMap<string, number>) {
    this.#vocabulary = vocabulary;
    this.#unknown = required(vocabulary, '[UNK]');
    this.classification = required(vocabulary, '[CLS]');
    this.separator = required(vocabulary, '[SEP]');
    let longest = 0;
    for (const piece of vocabulary.keys()) longest = Math.max(longest, piece.length);
    this.#longestPiece = longest;
  }

  /** Tokens of `text` without special tokens, in order; offsets are those of `text` in UTF-16 code units. */
  tokenise(text: string): Token[] {
    return wordsOf(text).flatMap((word) => this.#pieces(word));
  }

  /** Longest match first; a word with a part that no piece covers is unknown as a whole. */
  #pieces(word: readonly NormalisedCharacter[]): Token[] {
    const unknown = [{ id: this.#unknown, ...spanOf(word, 0, word.length) }];
    if (word.length > MAX_WORD_CHARACTERS) return unknown;
    const pieces: Token[] = [];
    let start = 0;
    while (start < word.length) {
      const prefix = start === 0 ? '' : '##';
      let end = Math.min(word.length, start + this.#longestPiece);
      let id: number | undefined;
      for (; end > start; end -= 1) {
        id = this.#vocabulary.get(prefix + joined(word, start, end));
        if (id !== undefined) break;
      }
      if (id === undefined) return unknown;
      pieces.push({ id, ...spanOf(word, start, end) });
      start = end;
    }
    return pieces;
  }
}

function required(vocabulary: ReadonlyMap<string, number>, token: string): number {
  const id = vocabulary.get(token);
  if (id === undefined) throw new RangeError(`The vocabulary lacks ${token}.`);
  return id;
}

function joined(word: readonly NormalisedCharacter[], start: number, end: number): string {
  let text = '';
  for (let position = start; position < end; position += 1) text += word[position]?.text ?? '';
  return text;
}

function spanOf(word: readonly NormalisedCharacter[], start: number, end: number): Span {
  return { start: word[start]?.start ?? 0, end: word[end - 1]?.end ?? 0 };
}

/** Splits at white space, and makes each punctuation character and ideograph a word of its own. */
function wordsOf(text: string): NormalisedCharacter[][] {
  const words: NormalisedCharacter[][] = [];
  let word: NormalisedCharacter[] = [];
  const endWord = () => {
    if (word.length > 0) words.push(word);
    word = [];
  };
  let offset = 0;
  for (const character of text) {
    const start = offset;
    offset += character.length;
    if (DROPPED.test(character)) continue;
    if (WHITESPACE.test(character)) {
      endWord();
      continue;
    }
    const ideograph = IDEOGRAPH.test(character);
    if (ideograph) endWord();
    for (const part of character.toLowerCase().normalize('NFD')) {
      if (ACCENT.test(part)) {
        const carrier = (word.length > 0 ? word : words.at(-1))?.at(-1);
        if (carrier?.end === start) carrier.end = offset;
        continue;
      }
      const punctuation = PUNCTUATION.test(part);
      if (punctuation) endWord();
      word.push({ text: part, start, end: offset });
      if (punctuation) endWord();
    }
    if (ideograph) endWord();
  }
  endWord();
  return words;
}
