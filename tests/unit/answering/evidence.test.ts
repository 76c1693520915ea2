import { describe, expect, it } from 'vitest';
import { weighEvidence } from '../../../src/answering/evidence.js';
import { termsOf } from '../../../src/passages/terms.js';
import { storedDocument } from './support/stored-document.js';

describe('the answers of a sentence', () => {
  it('lie within it, where it was cut within a word that the reader takes whole', () => {
    const text = 'Tokyotower';
    const passage = {
      id: 1,
      text,
      document: storedDocument(),
      copies: [],
      passage: {
        start: 100,
        end: 110,
        ordinal: 0,
        headings: [],
        sentences: [
          { start: 100, end: 105, kind: 'prose' as const },
          { start: 105, end: 110, kind: 'prose' as const },
        ],
      },
      sentenceVectors: [],
      score: 1,
      cosine: 1,
      bm25: 1,
      terms: termsOf(text),
    };
    const whole = [{ start: 0, end: 10, margin: 1 }];
    const reading = {
      score: 1,
      answerLogit: 1,
      spanMargin: 1,
      sentenceProbabilities: [1, 0],
      sentenceSpans: [whole, whole],
    };
    const retrieval = {
      passages: [passage],
      stemWeights: new Map(),
      questionVector: Float32Array.of(1),
      generation: 1,
    };
    const [evidence] = weighEvidence(retrieval, [], [reading]);
    expect(evidence?.sentences.map(({ answers }) => answers)).toEqual([
      [{ start: 100, end: 105, text: 'Tokyo', margin: 1 }],
      [{ start: 105, end: 110, text: 'tower', margin: 1 }],
    ]);
  });
});
