import { describe, expect, it } from 'vitest';
import {
  isLabelledQuestionOrAnswer,
  isQuestion,
  scoresOfAnswers,
} from '../../../src/answering/questions-answered.js';

describe('a sentence that asks', () => {
  it.each([
    'Can I park at the hospital?',
    '**Can I pay monthly?**',
    '**Q: I pricked myself with a needle.',
    'Q3. Closing the account',
    'Frage: Wie lange dauert es',
    '“Who is it?”',
    '停められますか？',
  ])('is one: %s', (sentence) => {
    expect(isQuestion(sentence)).toBe(true);
  });

  it.each([
    'A permit costs 18 EUR a month.',
    'Q fever is rare.',
    'A: At 6:15.',
    'Fahrenheit: 451',
    'Ask Ms Quist: 4417',
  ])('is none: %s', (sentence) => {
    expect(isQuestion(sentence)).toBe(false);
  });
});

describe('a label of an FAQ', () => {
  it.each(['Q: When?', '**A:** At six.', 'A: At six.', 'Answer: no'])('is told: %s', (line) => {
    expect(isLabelledQuestionOrAnswer(line)).toBe(true);
  });

  it.each(['Price: €12', 'A permit: €18', 'Aisle: 4'])('is no name: %s', (line) => {
    expect(isLabelledQuestionOrAnswer(line)).toBe(false);
  });
});

describe('what follows questions', () => {
  it('stands as near as they do, if not nearer', () => {
    const sentences = ['FAQ.', 'May I park?', 'Where?', 'Behind C.', 'For free.', 'May I smoke?', 'No.'];
    expect(scoresOfAnswers(sentences, [1, 5, 6, 2, 3, 1, 4])).toEqual([1, 5, 6, 6, 3, 1, 4]);
  });
});
