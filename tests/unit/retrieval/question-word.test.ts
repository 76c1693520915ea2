import { describe, expect, it } from 'vitest';
import { asksOnlyWhy, withQuestionWord } from '../../../src/retrieval/question-word.js';

describe('a question word that is all of a follow-up', () => {
  it.each([
    ['Why?', 'Is working abroad limited?', 'Why is working abroad limited?'],
    ['And why is that?', 'When was it shut down?', 'Why was it shut down?'],
    ['How come?', 'Must visits be booked?', 'Why must visits be booked?'],
    ['Why not?', 'Is it suited to wet surfaces?', 'Why isn’t it suited to wet surfaces?'],
    ['Why not?', 'Can paint be returned?', 'Why can’t paint be returned?'],
    ['Until when?', 'How are expenses claimed?', 'Until when are expenses claimed?'],
    ['how often', 'May staff work from home?', 'How often may staff work from home?'],
  ])('"%s" after "%s" asks "%s"', (question, previous, asked) => {
    expect(withQuestionWord(question, previous)).toBe(asked);
  });

  it.each([
    ['Why?', 'Who built the lighthouse?'],
    ['Why?', 'How many ports does it have?'],
    ['Why not?', 'May I smoke?'],
    ['Why Leeds?', 'Is it held in Leeds?'],
    ['How much?', 'Is there a fee?'],
  ])('does not replace what "%s" cannot after "%s"', (question, previous) => {
    expect(withQuestionWord(question, previous)).toBeUndefined();
  });

  it('asks for a reason only with "why" in some form', () => {
    expect(['Why?', 'ok but why', 'how come?', 'Why is that?', 'why not'].every(asksOnlyWhy)).toBe(true);
    expect(['When?', 'How?', 'Why Leeds?', 'Thanks'].some(asksOnlyWhy)).toBe(false);
  });
});
