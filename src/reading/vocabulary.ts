import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CitewellError } from '../errors.js';

/** Of a `tokenizer.json`, what makes a tokeniser that of lower-cased BERT: {@link WordPiece} is no other. */
const LOWER_CASED_BERT = {
  normalizer: { type: 'BertNormalizer', lowercase: true, clean_text: true, handle_chinese_chars: true },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  model: { type: 'WordPiece', continuing_subword_prefix: '##', max_input_chars_per_word: 100 },
};

interface Tokeniser {
  readonly normalizer: { readonly strip_accents?: unknown };
  readonly model: { readonly vocab?: unknown };
}

/**
 * The vocabulary of the model's `tokenizer.json`: piece → token id. Checked without a schema, since every start waits
 * for it: a schema takes longer for 30,000 pieces than all else, and its library longer to load than the file.
 *
 * @throws CitewellError `model_damaged` where it is another tokeniser than lower-cased BERT WordPiece
 */
export async function readVocabulary(folder: string): Promise<ReadonlyMap<string, number>> {
  const json = await readFile(join(folder, 'tokenizer.json'), 'utf8');
  try {
    return vocabularyOf(JSON.parse(json));
  } catch (cause) {
    if (!(cause instanceof SyntaxError || cause instanceof TypeError)) throw cause;
    throw new CitewellError(
      'model_damaged',
      `The tokenizer.json in ${folder} is not a lower-cased BERT WordPiece tokeniser. Restore the file that belongs to the model.`,
      { folder, file: 'tokenizer.json' },
      { cause },
    );
  }
}

/** @throws TypeError */
function vocabularyOf(tokeniser: unknown): Map<string, number> {
  if (!holds(tokeniser, LOWER_CASED_BERT)) throw new TypeError('not of lower-cased BERT');
  const { normalizer, model } = tokeniser as Tokeniser;
  if (normalizer.strip_accents !== null && normalizer.strip_accents !== true) {
    throw new TypeError('keeps accents');
  }
  const vocabulary = new Map<string, number>();
  const pieces = (model.vocab ?? {}) as Readonly<Record<string, unknown>>;
  for (const piece in pieces) {
    const id = pieces[piece];
    if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 0) {
      throw new TypeError(`the piece ${JSON.stringify(piece)} has no id`);
    }
    vocabulary.set(piece, id);
  }
  return vocabulary;
}

/** Whether a value has all that `expected` has, and maybe more. */
function holds(value: unknown, expected: object): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(expected).every(([name, wanted]) => {
    const found = (value as Readonly<Record<string, unknown>>)[name];
    return typeof wanted === 'object' ? holds(found, wanted) : found === wanted;
  });
}
