import { basename, join } from 'node:path';
import { AutoTokenizer, env, PreTrainedTokenizer } from '@xenova/transformers';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { tokensOfParts } from '../../../src/embedding/part-tokens.js';
import { packageRoot } from '../../../src/package-root.js';
import { readVocabulary } from '../../../src/reading/vocabulary.js';
import { WordPiece } from '../../../src/reading/word-piece.js';

const MODELS = join(packageRoot, 'models', 'Xenova');
const MODEL = 'e5-small-v2';

/** The parts of a text that stand in it in this order. */
function partsOf(text: string, ...sentences: readonly string[]) {
  let from = 0;
  return sentences.map((sentence) => {
    const start = text.indexOf(sentence, from);
    from = start + sentence.length;
    return { start, end: from };
  });
}

describe('tokens of parts, of a WordPiece model', () => {
  let tokenise: (text: string) => number[];
  let wordPiece: WordPiece;

  beforeAll(async () => {
    env.allowRemoteModels = false;
    env.localModelPath = MODELS;
    const tokenizer = await AutoTokenizer.from_pretrained(basename(MODEL));
    tokenise = (text) => tokenizer.encode(text, { add_special_tokens: false });
    wordPiece = new WordPiece(await readVocabulary(join(MODELS, MODEL)));
  });

  it('are those whose characters lie in it, wherever sentences end at blanks', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'lighthouse',
        'Ystad',
        'unaffable',
        'é',
        'Ünïcödé',
        '東京',
        '🚢',
        '(1850)',
        'don’t',
        'a-b',
      ),
      fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 8 }).filter((text) => /^\S+$/.test(text)),
    );
    const sentence = fc
      .tuple(fc.array(word, { minLength: 1, maxLength: 8 }), fc.constantFrom('.', '!', '…', '”', ''))
      .map(([words, end]) => words.join(' ') + end);
    const blank = fc.constantFrom(' ', '\n', '\n\n', '  ');
    fc.assert(
      fc.property(fc.array(fc.tuple(sentence, blank), { minLength: 1, maxLength: 6 }), (sentences) => {
        let text = 'passage: Title\n';
        const parts = sentences.map(([own, after]) => {
          const start = text.length;
          text += own + after;
          return { start, end: start + own.length };
        });
        const tokens = wordPiece.tokenise(text);
        const runs = tokensOfParts({ text, parts }, tokenise(text), tokenise);
        for (const [position, { start, end }] of parts.entries()) {
          const own = tokens.flatMap((token, at) => (token.start >= start && token.end <= end ? [at] : []));
          const run = runs[position];
          expect(
            Array.from({ length: (run?.end ?? 0) - (run?.first ?? 0) }, (_, n) => (run?.first ?? 0) + n),
          ).toEqual(own);
        }
      }),
    );
  });

  it('go to the part that they end in where a word is cut in two', () => {
    const text = 'passage: lighthousekeeper';
    const parts = partsOf(text, 'light', 'housekeeper');
    const tokens = tokenise(text);
    const [first, second] = tokensOfParts({ text, parts }, tokens, tokenise);
    expect(first?.end).toBe(second?.first);
    expect(second?.end).toBe(tokens.length);
  });

  it('are none of a part that holds nothing for the model', () => {
    const text = 'One. \u200B Two.';
    const [, nothing, last] = tokensOfParts(
      { text, parts: partsOf(text, 'One.', '\u200B', 'Two.') },
      tokenise(text),
      tokenise,
    );
    expect(nothing?.first).toBe(nothing?.end);
    expect(last).toEqual({ first: 2, end: 4 });
  });
});

describe('tokens of parts, of a SentencePiece model', () => {
  const pieces = [
    '<unk>',
    '▁',
    '▁the',
    '▁mill',
    '▁of',
    '▁Ystad',
    '.',
    'Y',
    's',
    '▁it',
    '▁turns',
    '東京',
    '都',
    '。',
    '風車',
    'は',
    '回',
    'る',
  ];
  const tokenizer = new PreTrainedTokenizer(
    {
      version: '1.0',
      added_tokens: [],
      normalizer: null,
      pre_tokenizer: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true },
      post_processor: null,
      decoder: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always' },
      model: { type: 'Unigram', unk_id: 0, vocab: pieces.map((piece) => [piece, -piece.length / 10]) },
    },
    { tokenizer_class: 'XLMRobertaTokenizer', unk_token: '<unk>' },
  );
  const tokenise = (text: string) => tokenizer.encode(text, { add_special_tokens: false });
  const shown = (text: string, ...sentences: readonly string[]) => {
    const tokens = tokenise(text);
    const runs = tokensOfParts({ text, parts: partsOf(text, ...sentences) }, tokens, tokenise);
    return runs.map(({ first, end }) =>
      tokens
        .slice(first, end)
        .map((id) => pieces[id])
        .join(''),
    );
  };

  it('are found where sentences end at blanks', () => {
    expect(shown('the mill of Ystad. it turns.', 'the mill of Ystad.', 'it turns.')).toEqual([
      '▁the▁mill▁of▁Ystad.',
      '▁it▁turns.',
    ]);
  });

  it('are found where nothing stands between sentences', () => {
    expect(shown('東京都。風車は回る。', '東京都。', '風車は回る。')).toEqual(['▁東京都。', '風車は回る。']);
  });
});
