import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readQuestions } from '../../../src/evaluation/datasets/read-questions.js';
import { locateSpan } from '../../../src/evaluation/locate-span.js';
import type { StoredRating } from '../../../src/feedback/feedback-store.js';
import { questionSetLine } from '../../../src/feedback/question-set-line.js';

const TEXT = '🍵🍵 Tea is hot. Tea is hot. Coffee is hot.';
const start = TEXT.lastIndexOf('Tea is hot.');

const stored = (more: Partial<StoredRating>): StoredRating => ({
  number: 1,
  ratedAt: '2025-01-01T00:00:00.000Z',
  answerId: 'answer-1',
  helpful: true,
  outcome: 'answered',
  question: 'Is tea hot?',
  quotes: [{ document: 'tea.txt', start, end: start + 11, quote: 'Tea is hot.' }],
  ...more,
});
const { question: _question, ...withoutQuestion } = stored({});
const textOf = async (id: string) => (id === 'tea.txt' ? TEXT : undefined);

describe('a rated answer as a line of a question set', () => {
  it('is a question whose quotes eval finds where they stood, past characters of two code units', async () => {
    const lines = [
      await questionSetLine(stored({}), textOf),
      await questionSetLine(stored({ answerId: 'b', helpful: false, comment: 'No.' }), textOf),
      await questionSetLine(stored({ answerId: 'c', outcome: 'not_found', quotes: [] }), textOf),
      await questionSetLine(
        stored({ answerId: 'd', helpful: false, outcome: 'not_found', quotes: [] }),
        textOf,
      ),
    ];
    const folder = mkdtempSync(join(tmpdir(), 'citewell-export-'));
    try {
      const file = join(folder, 'rated.jsonl');
      writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
      const [helpful, unhelpful, rightRefusal, wrongRefusal] = (await readQuestions(file)).questions;
      expect(helpful).toMatchObject({ id: 'answer-1', text: 'Is tea hot?', answerable: true });
      expect([...(helpful?.relevant.keys() ?? [])]).toEqual(['tea.txt']);
      const [span] = helpful?.spans ?? [];
      expect(span && locateSpan(TEXT, span)).toEqual({ start, end: start + 11 });
      expect(unhelpful).toMatchObject({ spans: [], answers: [] });
      expect(unhelpful).not.toHaveProperty('answerable');
      expect(rightRefusal).toMatchObject({ answerable: false, spans: [] });
      expect(wrongRefusal).not.toHaveProperty('answerable');
    } finally {
      rmSync(folder, { recursive: true });
    }
    expect(lines[1]).toMatchObject({ rating: 'unhelpful', comment: 'No.', rejected: [{ doc: 'tea.txt' }] });
  });

  it('takes a quote from where it stands since its document changed', async () => {
    const moved = await questionSetLine(stored({}), async () => `Preface. ${TEXT.slice(start)}`);
    expect(moved?.spans).toEqual([{ doc: 'tea.txt', start: 9, end: 20, text: 'Tea is hot.' }]);
  });

  it.each([
    ['the question was not kept', withoutQuestion],
    ['the document is gone', stored({ quotes: [{ document: 'x', start: 0, end: 1, quote: 'T' }] })],
    ['the quote is gone', stored({ quotes: [{ document: 'tea.txt', start: 0, end: 1, quote: 'Milk' }] })],
  ])('is none where %s', async (_, rating) => {
    expect(await questionSetLine(rating, textOf)).toBeUndefined();
  });
});
