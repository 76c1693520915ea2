import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import '../../../src/evaluation/testing.js';
import { animals } from './animals.js';
import { WordOverlapAnswerer } from './word-overlap-answerer.js';

const answerer = new WordOverlapAnswerer(animals.corpus ?? []);
const sleep = await answerer.ask('How many hours a day do cats sleep?');
const paris = await answerer.ask('Is Paris expensive?');
const questions = [
  { text: 'How many hours a day do cats sleep?', answers: ['sixteen'] },
  { text: 'What do blue whales weigh?', answers: ['150 tonnes'] },
  { text: 'Is Paris expensive?', answerable: false },
];

describe('toCite', () => {
  test('finds the words in a citation', () => {
    expect(sleep).toCite('sixteen hours');
    expect(sleep).not.toCite('ten hours');
    expect(paris).not.toCite('Paris');
    expect(() => expect(sleep).toCite('ten hours')).toThrow('[1] Cats sleep sixteen hours a day.');
  });
});

describe('toQuoteVerbatim', () => {
  const [first] = sleep.citations;
  if (first === undefined) throw new Error('the question is answered');
  const altered = { ...sleep, citations: [{ ...first, quote: 'Cats sleep 16 hours a day.' }] };

  test('holds for spans of the passage, of the documents, and of an answerer', async () => {
    expect(sleep).toQuoteVerbatim();
    await expect(sleep).toQuoteVerbatim(answerer);
    await expect(sleep).toQuoteVerbatim(animals.corpus ?? []);
  });

  test('fails for altered words, unknown documents and answers without a quote', async () => {
    expect(altered).not.toQuoteVerbatim();
    await expect(expect(altered).toQuoteVerbatim(answerer)).rejects.toThrow(
      'is not "Cats sleep sixteen hours',
    );
    await expect(expect(sleep).toQuoteVerbatim([])).rejects.toThrow('(no such place)');
    await expect(expect(sleep).toQuoteVerbatim(new WordOverlapAnswerer([]))).rejects.toThrow(
      '(no such place)',
    );
    expect(() => expect(paris).toQuoteVerbatim()).toThrow('It quotes nothing.');
  });

  test('fails for a highlight outside its quote', () => {
    const highlights = [{ start: first.start, end: first.end + 1 }];
    expect({ ...sleep, citations: [{ ...first, highlights }] }).not.toQuoteVerbatim();
  });
});

describe('toRefuse', () => {
  test('holds for a refusal, and for its reason', () => {
    expect(paris).toRefuse();
    expect(paris).toRefuse('nothing_relevant');
    expect(paris).not.toRefuse('not_a_question');
    expect(() => expect(sleep).toRefuse()).toThrow('to be refused');
  });
});

describe('toAnswerAll', () => {
  test('counts right answers and right refusals', async () => {
    await expect(answerer).toAnswerAll(questions);
    const impossible = { text: 'What do blue whales weigh?', answers: ['nothing'] };
    const fooled = { text: 'When do cats hunt at dawn?', answerable: false };
    await expect(answerer).toAnswerAll([...questions, impossible], { minimum: 0.75 });
    await expect(
      expect(answerer).toAnswerAll([...questions, impossible, fooled], { minimum: 0.75 }),
    ).rejects.toThrow(
      /3 of 5 questions went right\.\n {2}What do blue whales weigh\?\n {4}cites "Blue whales weigh up to 150 tonnes\." instead of "nothing"/,
    );
    await expect(
      expect(answerer).toAnswerAll([
        { text: 'Is Paris expensive?', answerable: false, reason: 'not_a_question' },
      ]),
    ).rejects.toThrow('should be refused as not_a_question, but is as nothing_relevant');
  });

  test('reads a question set from a path or a URL', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'citewell-matchers-'));
    const file = join(folder, 'questions.jsonl');
    const lines = questions.map((question, index) => JSON.stringify({ _id: index, ...question }));
    await writeFile(file, lines.join('\n'));
    await expect(answerer).toAnswerAll(file, { minimum: 1 });
    await expect(answerer).toAnswerAll(pathToFileURL(file));
    await rm(folder, { recursive: true });
  });

  test('refuses a minimum outside 0..1 and an empty list, which would always hold', async () => {
    await expect(expect(answerer).toAnswerAll(questions, { minimum: 90 })).rejects.toThrow('0..1, not 90');
    await expect(expect(answerer).toAnswerAll([])).rejects.toThrow('no questions');
  });
});
