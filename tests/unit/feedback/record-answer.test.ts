import { describe, expect, it } from 'vitest';
import type { Answer, RefusalReason } from '../../../src/answering/answer.js';
import {
  maskPersonalData,
  normalisedQuestion,
  ratingOf,
  unansweredOf,
} from '../../../src/feedback/record-answer.js';

const CITATION = {
  number: 1,
  quote: 'Tea is hot.',
  start: 10,
  end: 21,
  highlights: [],
  document: { id: 'tea.txt', title: 'Tea', sha256: '' },
  headings: [],
  passage: { start: 0, end: 30, text: '' },
  score: 1,
};

function answer(more: Partial<Answer>): Answer {
  return {
    id: 'answer-1',
    question: 'And it?',
    standaloneQuestion: 'Is tea hot?',
    outcome: 'answered',
    text: '',
    confidence: 0.9,
    citations: [CITATION],
    related: [],
    composer: 'extractive',
    index: { generation: 1, fingerprint: '' },
    passagesRead: 1,
    timings: {},
    ...more,
  };
}
const refusal = (reason: RefusalReason, standaloneQuestion = 'Is tea hot?') =>
  answer({ outcome: 'not_found', reason, citations: [], related: [CITATION], standaloneQuestion });

describe('a rating', () => {
  it('has the question as it was understood, and the quotes', () => {
    expect(ratingOf(answer({}), { helpful: true, comment: 'Yes.' }, true)).toEqual({
      answerId: 'answer-1',
      helpful: true,
      comment: 'Yes.',
      outcome: 'answered',
      question: 'Is tea hot?',
      quotes: [{ document: 'tea.txt', start: 10, end: 21, quote: 'Tea is hot.' }],
    });
  });

  it('has neither where questions are not kept', () => {
    const rated = ratingOf(answer({}), { helpful: false }, false);
    expect(rated).toEqual({ answerId: 'answer-1', helpful: false, outcome: 'answered', quotes: [] });
  });
});

describe('an unanswered question', () => {
  it('is counted with the document that came nearest', () => {
    expect(unansweredOf(refusal('related_but_no_answer'), true)).toEqual({
      key: 'is tea hot',
      question: 'Is tea hot?',
      reason: 'related_but_no_answer',
      nearest: 'tea.txt',
    });
  });

  it('is counted by its reason alone where questions are not kept', () => {
    const counted = unansweredOf(refusal('nothing_relevant'), false);
    expect(counted?.reason).toBe('nothing_relevant');
    expect(JSON.stringify(counted)).not.toContain('tea');
  });

  it.each([refusal('not_a_question', 'Hello'), refusal('empty_knowledge'), answer({})])(
    'is not what was a greeting, asked of nothing, or answered',
    (each) => {
      expect(unansweredOf(each, true)).toBeUndefined();
    },
  );

  it.each([
    ['What’s  the VAT?', 'what s the vat'],
    ['WHAT\u2019S THE VAT', 'what s the vat'],
    ['ＶＡＴ\u00a0？', 'vat'],
    ['Cafe\u0301!', 'caf\u00e9'],
    ['增值税是多少？', '增值税是多少'],
  ])('%j is one with others of its words', (question, key) => {
    expect(normalisedQuestion(question)).toBe(key);
  });

  it.each([
    ['Why was zoe.o’neil+x@mail.example.org charged?', 'Why was [e-mail address] charged?'],
    ['Is +49 (170) 123 45-67 yours?', 'Is [number] yours?'],
    ['My card 4111 1111 1111 1111', 'My card [number]'],
    ['Was 2024 better than 2023, by 1,000,000?', 'Was 2024 better than 2023, by 1,000,000?'],
    ['What is § 12.3 of version 10.2?', 'What is § 12.3 of version 10.2?'],
  ])('%j is kept without what tells of a person', (question, kept) => {
    expect(maskPersonalData(question)).toBe(kept);
  });

  it('masks in time that grows with the length alone', () => {
    for (const hostile of ['1'.repeat(500), 'a@'.repeat(250), `${'1 '.repeat(249)}x`, 'a.'.repeat(250)]) {
      const start = process.cpuUsage().user;
      maskPersonalData(hostile);
      expect(process.cpuUsage().user - start).toBeLessThan(500_000);
    }
  });
});
