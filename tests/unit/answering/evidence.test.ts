import { describe, expect, it } from 'vitest';
import { weighEvidence } from '../../../src/answering/evidence.js';
import { termsOf } from '../../../src/passages/terms.js';
import { storedDocument } from './support/stored-document.js';

/** The texts of the answers of a passage of one row, where the reader takes `spans` of it. */
function answersOf(question: string, row: string, ...taken: readonly string[]): string[] {
  const passage = {
    id: 1,
    text: row,
    document: storedDocument(),
    copies: [],
    passage: {
      start: 0,
      end: row.length,
      ordinal: 0,
      headings: [],
      sentences: [{ start: 0, end: row.length, kind: 'record' as const }],
    },
    sentenceVectors: [],
    score: 1,
    cosine: 1,
    bm25: 1,
    terms: termsOf(row),
  };
  const spans = taken.map((text) => ({
    start: row.indexOf(text),
    end: row.indexOf(text) + text.length,
    margin: 3,
  }));
  const reading = {
    score: 1,
    answerLogit: 1,
    spanMargin: 1,
    sentenceProbabilities: [1],
    sentenceSpans: [spans],
  };
  const retrieval = {
    passages: [passage],
    stemWeights: new Map(),
    questionVector: Float32Array.of(1),
    generation: 1,
  };
  const [evidence] = weighEvidence(retrieval, question, [reading]);
  return evidence?.sentences.flatMap(({ answers }) => answers.map(({ text }) => text)) ?? [];
}

describe('the answers of a row', () => {
  const row = 'Product: Brass hinge; Price: 7.20; Stock: 12';

  it('are the value of the column that is named, whatever the reader takes', () => {
    expect(answersOf('How many brass hinges are in stock?', row, '7.20')).toEqual(['12']);
  });

  it('are what the reader takes of one cell where none is named', () => {
    expect(answersOf('How much is it?', row, 'hinge; Price: 7.20', 'Price: 7.20', '7.20')).toEqual(['7.20']);
  });
});

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
    const [evidence] = weighEvidence(retrieval, 'Where?', [reading]);
    expect(evidence?.sentences.map(({ answers }) => answers)).toEqual([
      [{ start: 100, end: 105, text: 'Tokyo', margin: 1 }],
      [{ start: 105, end: 110, text: 'tower', margin: 1 }],
    ]);
  });
});
