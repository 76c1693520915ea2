import { describe, expect, it } from 'vitest';
import { type SentenceEvidence, weighEvidence } from '../../../src/answering/evidence.js';
import type { RankedPassage } from '../../../src/retrieval/retriever.js';
import { rankedPassage, tablePassage } from './support/ranked-passage.js';

/** What is known of a passage's sentences where the reader takes `spans` of its text in each. */
function sentencesOf(
  question: string,
  passage: RankedPassage,
  spans: readonly { start: number; end: number }[],
): readonly SentenceEvidence[] {
  const taken = spans.map((span) => ({ ...span, margin: 1 }));
  const { length } = passage.passage.sentences;
  const reading = {
    score: 1,
    answerLogit: 1,
    spanMargin: 1,
    sentenceProbabilities: Array.from({ length }, () => 1),
    sentenceSpans: Array.from({ length }, () => taken),
  };
  const retrieval = {
    passages: [passage],
    stemWeights: new Map(),
    questionVector: Float32Array.of(1),
    generation: 1,
  };
  return weighEvidence(retrieval, { question, standalone: question }, [reading])[0]?.sentences ?? [];
}

describe('the answers of a row', () => {
  const row = 'Product: Brass hinge; Price: 7.20; Stock: 12';
  const answersOf = (question: string, ...taken: readonly string[]) => {
    const spans = taken.map((text) => ({ start: row.indexOf(text), end: row.indexOf(text) + text.length }));
    return sentencesOf(question, tablePassage([row]), spans).flatMap(({ answers }) =>
      answers().map(({ text }) => text),
    );
  };

  it('are the value of the column that is named, whatever the reader takes', () => {
    expect(answersOf('How many brass hinges are in stock?', '7.20')).toEqual(['12']);
  });

  it('are what the reader takes of one cell where none is named', () => {
    expect(answersOf('How much is it?', 'hinge; Price: 7.20', 'Price: 7.20', '7.20')).toEqual(['7.20']);
  });
});

describe('the answers of a line below a line that says what it is about', () => {
  it('are the value of the name that is asked for', () => {
    const text = 'Room: Celsius\nSeats: 6\n\nRoom: Nobel\nSeats: 40';
    const lines = [...text.matchAll(/.+/gu)].map(({ 0: line, index }) => ({
      ...{ start: index, end: index + line.length },
      kind: 'prose' as const,
    }));
    const [, seats] = sentencesOf('How many seats does Celsius have?', rankedPassage(text, lines), []);
    expect(seats?.record?.text).toBe('Room: Celsius; Seats: 6');
    expect(seats?.answers().map((answer) => answer.text)).toEqual(['6']);
  });
});

describe('the answers of a sentence', () => {
  it('are no words that the question says itself', () => {
    const text = 'A hinge of 100 mm costs £4.10.';
    const passage = rankedPassage(text, [{ start: 0, end: text.length, kind: 'prose' }]);
    const spans = ['100 mm', '£4.10'].map((words) => {
      const start = text.indexOf(words);
      return { start, end: start + words.length };
    });
    const [sentence] = sentencesOf('How much is the 100 mm hinge?', passage, spans);
    expect(sentence?.answers().map((answer) => answer.text)).toEqual(['£4.10']);
  });

  it('lie within it, where it was cut within a word that the reader takes whole', () => {
    const halves = [
      { start: 100, end: 105, kind: 'prose' as const },
      { start: 105, end: 110, kind: 'prose' as const },
    ];
    const passage = rankedPassage('Tokyotower', halves, { start: 100 });
    const sentences = sentencesOf('Where?', passage, [{ start: 0, end: 10 }]);
    expect(sentences.map(({ answers }) => answers())).toEqual([
      [{ start: 100, end: 105, text: 'Tokyo', margin: 1 }],
      [{ start: 105, end: 110, text: 'tower', margin: 1 }],
    ]);
  });
});

describe('a sentence about the like of what is asked for', () => {
  const rows = tablePassage(['Item: Brass hinge; Size: 80 mm', 'Item: Brass hinge; Size: 100 mm']);
  const retrieval = {
    ...{ passages: [rows], stemWeights: new Map(), questionVector: Float32Array.of(1), generation: 1 },
  };
  const namesOther = (question: string, standalone = question) =>
    weighEvidence(retrieval, { question, standalone }, [])[0]?.sentences.map(
      (sentence) => sentence.namesOther,
    );

  it('is told by the question', () => {
    expect(namesOther('How much is the 80 mm hinge?')).toEqual([false, true]);
    expect(namesOther('How much is the hinge?')).toEqual([false, false]);
  });

  it('is told by the question of a conversation alone, whatever was asked before', () => {
    const question = 'And the 100 mm one?';
    expect(namesOther(question, `How much is the 80 mm hinge? ${question}`)).toEqual([true, false]);
  });

  it('is of another version by the heading above it, and holds no number of the one that is asked for', () => {
    const text = 'A token was in 2 of 4 logs.';
    const passage = rankedPassage(text, [{ start: 0, end: text.length, kind: 'prose' }], {
      headings: ['4.2.1 – 2024-05-21', 'fixed'],
    });
    const stemWeights = new Map(['4', '1', '2'].map((stem) => [stem, 1]));
    const evidenceFor = (question: string) =>
      weighEvidence(
        { ...retrieval, passages: [passage], stemWeights },
        { question, standalone: question },
        [],
      );
    const [other] = evidenceFor('What was fixed in 4.1.2?');
    expect(other?.sentences[0]).toMatchObject({
      namesOther: true,
      isOfOtherVersion: true,
      coverage: 0,
    });
    expect(other?.coverage).toBe(0);
    const [asked] = evidenceFor('What was fixed in 4.2.1?');
    expect(asked?.sentences[0]).toMatchObject({ namesOther: false, isOfOtherVersion: false });
    expect(asked?.coverage).toBe(1);
  });

  it('is a row that is one of those counted', () => {
    expect(namesOther('How many items are there?')).toEqual([true, true]);
    expect(namesOther('How many brass hinges are there?')).toEqual([false, false]);
  });

  it('is no row whose first column is the number that is asked for', () => {
    const plans = {
      ...retrieval,
      passages: [tablePassage(['Seats: 5; Plan: Pro', 'Seats: 50; Plan: Team'])],
    };
    const question = 'How many seats does the Pro plan have?';
    const [evidence] = weighEvidence(plans, { question, standalone: question }, []);
    expect(evidence?.sentences.map((sentence) => sentence.namesOther)).toEqual([false, false]);
  });
});
