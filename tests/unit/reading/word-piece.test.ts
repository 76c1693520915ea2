import { join } from 'node:path';
import { AutoTokenizer, env, type PreTrainedTokenizer } from '@xenova/transformers';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../../src/package-root.js';
import { readVocabulary } from '../../../src/reading/vocabulary.js';
import { WordPiece } from '../../../src/reading/word-piece.js';

const modelsFolder = join(packageRoot, 'models');

const SAMPLES: readonly string[] = [
  'Alibaba has committed more than US$52 billion to AI-related infrastructure.',
  'Beyoncé Giselle Knowles-Carter (/biːˈjɒnseɪ/ bee-YON-say) (born September 4, 1981)',
  'Crème brûlée, naïve façade, Ångström, Łódź, smørrebrød, STRASSE und Straße',
  'Decomposed: cafe\u0301 e\u0323\u0301 and I\u0307stanbul, İstanbul',
  'The emperor Wanyan (完顏) ruled 1115–1234; 東京都 and ｶﾅ; 한국어 조선',
  'family 👩‍👩‍👧, flag 🇩🇪, thumbs 👍🏽, text ❤️',
  'שָׁלוֹם עולם and مرحبا بالعالم, हिन्दी, ภาษาไทย',
  'nul\u0000 bell\u0007 soft\u00ADhyphen zero\u200Bwidth bom\uFEFF replaced\uFFFD tab\tnew\nline\u00A0nbsp\u2028line',
  "It's 3.5% of `` season '' -- §5, © 2024, €20, ½, x² ≠ y",
  `${'pneumono'.repeat(12)} ${'a'.repeat(101)} ${'a'.repeat(100)}`,
  '',
  '   ',
];

describe('WordPiece', () => {
  let tokeniser: WordPiece;
  let reference: PreTrainedTokenizer;
  beforeAll(async () => {
    tokeniser = new WordPiece(await readVocabulary(join(modelsFolder, 'citewell-reader')));
    env.allowRemoteModels = false;
    env.localModelPath = modelsFolder;
    reference = await AutoTokenizer.from_pretrained('citewell-reader');
  });

  const ids = (text: string) => tokeniser.tokenise(text).map((token) => token.id);
  const referenceIds = (text: string) => reference.encode(text, { add_special_tokens: false });

  it.each(SAMPLES)('gives the ids of transformers.js for %j', (text) => {
    expect(ids(text)).toEqual(referenceIds(text));
  });

  it('gives the ids of transformers.js for any text in which both follow one rule', () => {
    // Left out: ideographs beyond U+FFFF and the capital sigma, where transformers.js departs from BERT.
    const character = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 1 })
      .filter((text) => !/[\u{20000}-\u{3FFFF}Σ]/u.test(text));
    const text = fc
      .array(fc.oneof(character, fc.constantFrom(' ', 'the', 'Zoë', '-', '漢', '\u0301')))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (sample) => {
        expect(ids(sample)).toEqual(referenceIds(sample));
      }),
      { numRuns: 3000 },
    );
  });

  it('says where in the original each piece stands, capitals and accents included', () => {
    const text = 'The Café BRÛLÉES, 完顏';
    const pieces = tokeniser.tokenise(text).map(({ start, end }) => text.slice(start, end));
    expect(pieces.join('')).toBe('TheCaféBRÛLÉES,完顏');
    expect(pieces.slice(0, 2)).toEqual(['The', 'Café']);
    expect(pieces.slice(-3)).toEqual([',', '完', '顏']);
  });

  it('counts a combining mark to the character that carries it', () => {
    const [token] = tokeniser.tokenise('cafe\u0301\u0323 au lait');
    expect(token).toMatchObject({ start: 0, end: 6 });
  });

  it('reads special tokens in a text as plain text', () => {
    const tokens = ids('[SEP] [CLS]');
    expect(tokens).not.toContain(tokeniser.separator);
    expect(tokens).not.toContain(tokeniser.classification);
  });

  it('keeps tokens in order and inside the text, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        let before = 0;
        for (const { start, end } of tokeniser.tokenise(text)) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          before = start;
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses a vocabulary without its special tokens', () => {
    expect(() => new WordPiece(new Map([['[UNK]', 0]]))).toThrow('[CLS]');
  });
});
