import { describe, expect, it } from 'vitest';
import type { Answer, Citation } from '../../../src/answering/answer.js';
import { REFUSALS } from '../../../src/answering/refusal-text.js';
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
    const [text, , , , source] = presentAnswer(ANSWER, false).split('\n');
    expect(text).toBe(`${QUOTE} [1]`);
    expect(source).toBe('[1] Staff › Anna Berger, staff.md');
  });

  it('says in a word and a number how sure it is', () => {
    const shown = (confidence: number, highlights = CITATION.highlights) =>
      presentAnswer({ ...ANSWER, confidence, citations: [{ ...CITATION, highlights }] }, false).split(
        '\n',
      )[2];
    expect(shown(0.953)).toBe('Very likely answers your question (0.95)');
    expect(shown(0.5)).toBe('Probably answers your question (0.50)');
    expect(shown(0.31)).toBe('May not answer your question: check the source (0.31)');
    expect(shown(0.953, [])).toBe('Probably answers your question (0.95)');
  });

  it('tells a refusal in the words of the answer, and calls its excerpts no more than the nearest', () => {
    const refusal: Answer = {
      ...{ ...ANSWER, outcome: 'not_found', reason: 'related_but_no_answer' },
      ...{ text: REFUSALS.related_but_no_answer, citations: [], related: [CITATION] },
    };
    const [text, , label] = presentAnswer(refusal, false).split('\n');
    expect(text).toBe('Passages about this were found, but none that surely answers it.');
    expect(label).toBe('The nearest excerpts, not sure enough for an answer:');
  });
});
