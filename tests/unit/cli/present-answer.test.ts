import { describe, expect, it } from 'vitest';
import type { Answer, Citation } from '../../../src/answering/answer.js';
import { presentAnswer } from '../../../src/cli/present-answer.js';

const QUOTE = 'Head of Finance. Office 2.14.';
const CITATION: Citation = {
  ...{ number: 1, quote: QUOTE, start: 40, end: 40 + QUOTE.length, score: 1 },
  highlights: [{ start: 40, end: 55 }],
  document: { id: 'staff.md', title: 'Staff', sha256: '' },
  headings: ['Staff', 'Anna Berger'],
  passage: { start: 40, end: 40 + QUOTE.length, text: QUOTE },
};
const ANSWER: Answer = {
  ...{ id: 'a', question: 'q', standaloneQuestion: 'q', outcome: 'answered', text: `${QUOTE} [1]` },
  ...{ confidence: 1, citations: [CITATION], related: [], composer: 'extractive', passagesRead: 2 },
  index: { generation: 1, fingerprint: '' },
  timings: {},
};

describe('an answer on a terminal', () => {
  it('says under which headings its quotes stand: they may name what a quote is about', () => {
    const [text, , source] = presentAnswer(ANSWER, false).split('\n');
    expect(text).toBe(`${QUOTE} [1]`);
    expect(source).toBe('[1] Staff › Anna Berger, staff.md');
  });
});
