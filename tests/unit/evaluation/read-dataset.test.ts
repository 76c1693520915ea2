import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readDataset } from '../../../src/evaluation/datasets/read-dataset.js';
import { writeCorpus } from '../../../src/evaluation/datasets/write-corpus.js';
import { locateSpan, utf16Offset } from '../../../src/evaluation/locate-span.js';
import { answersAreShort } from '../../../src/evaluation/question-set.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'citewell-dataset-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function write(name: string, ...lines: readonly unknown[]): Promise<string> {
  const file = join(folder, name);
  await mkdir(dirname(file), { recursive: true });
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  await writeFile(file, `${text}\n`);
  return file;
}

describe('a BEIR folder', () => {
  const queries = [
    { _id: 'q1', text: 'Where is the cat?', answers: ['on the mat'], answerable: true },
    {
      _id: 'q2',
      text: 'And the dog?',
      answerable: false,
      history: [
        { role: 'user', text: 'Where is the cat?' },
        { role: 'assistant', content: 'On the mat.' },
      ],
    },
  ];

  test('is read with graded relevance, history, and copies of a document as relevant as the original', async () => {
    await write(
      'corpus.jsonl',
      { _id: 'd1', title: 'Cats', text: 'The cat is on the mat.' },
      { _id: 'd2', text: 'The cat is\non the mat.' },
      { _id: 'd3', text: 'Dogs bark.' },
      { _id: 'd4', text: '' },
    );
    await write('queries.jsonl', ...queries);
    await write('qrels/test.tsv', 'query-id\tcorpus-id\tscore', 'q1\td1\t3', 'q1\td3\t0');
    const set = await readDataset(folder);
    expect(set).toMatchObject({ form: 'beir', unit: 'document' });
    expect(set.questions[0]?.relevant).toEqual(
      new Map([
        ['d1', 3],
        ['d2', 3],
      ]),
    );
    expect(set.questions[1]).toMatchObject({
      answerable: false,
      history: [
        { role: 'user', text: 'Where is the cat?' },
        { role: 'assistant', text: 'On the mat.' },
      ],
    });

    const file = join(folder, 'written.jsonl');
    expect(await writeCorpus(set, file)).toBe(3);
    expect(JSON.parse((await readFile(file, 'utf8')).split('\n')[0] ?? '')).toEqual({
      _id: 'd1',
      title: 'Cats',
      text: 'The cat is on the mat.',
    });
  });

  test('names file and line of what is wrong', async () => {
    const corpus = await write('corpus.jsonl', { _id: 'd1', text: 'Cats.' }, '{"_id": "d2"}');
    const queriesFile = await write('queries.jsonl', ...queries);
    await expect(readDataset(folder)).rejects.toMatchObject({
      code: 'invalid_dataset',
      message: expect.stringContaining(`${corpus}, line 2: "text"`),
      details: { file: corpus, line: 2 },
    });
    await write('corpus.jsonl', { _id: 'd1', text: 'Cats.' });
    await write('queries.jsonl', queries[0], 'no json');
    await expect(readDataset(folder)).rejects.toThrow(`${queriesFile}, line 2: not JSON`);
    await write('queries.jsonl', queries[0], queries[0]);
    await expect(readDataset(folder)).rejects.toThrow('line 2: the id "q1" is used twice');
    await write('queries.jsonl', ...queries);
    const qrels = await write('qrels.tsv', 'query-id\tcorpus-id\tscore', 'q1\td1');
    await expect(readDataset(folder)).rejects.toThrow(`${qrels}, line 2: expected query-id`);
  });

  test('is refused where a span is not in its document', async () => {
    await write('corpus.jsonl', { _id: 'd1', text: 'Cats purr.' });
    await write('queries.jsonl', {
      ...queries[0],
      spans: [{ doc: 'd1', start: 0, end: 4, text: 'Dogs' }],
    });
    await expect(readDataset(folder)).rejects.toThrow(
      'line 1: the text of a span is not in the document "d1"',
    );
    await write('queries.jsonl', {
      ...queries[0],
      spans: [{ doc: 'd9', start: 0, end: 4, text: 'Cats' }],
    });
    await expect(readDataset(folder)).rejects.toThrow('names the document "d9"');
  });
});

describe('a SQuAD file', () => {
  const squad = {
    version: 'v2.0',
    data: [
      {
        title: 'Big_Cats',
        paragraphs: [
          {
            context: ' 🐯 Tigers live in Asia.',
            qas: [{ id: 's1', question: 'Where?', answers: [{ text: 'Asia', answer_start: 18 }] }],
          },
          {
            context: 'Lions live in Africa. Cafe\u0301s do not.',
            qas: [
              { id: 's2', question: 'Where do lions live?', answers: [{ text: 'Africa', answer_start: 14 }] },
              { id: 's3', question: 'What is a group of lions?', is_impossible: true, answers: [] },
            ],
          },
        ],
      },
    ],
  };

  test('becomes one document an article, with spans and paragraphs that stand in its text', async () => {
    const set = await readDataset(await write('dev.json', squad));
    const document = set.corpus?.[0];
    expect(document).toEqual({
      id: 'Big_Cats',
      title: 'Big Cats',
      text: '🐯 Tigers live in Asia.\n\nLions live in Africa. Cafés do not.',
    });
    expect(set.unit).toBe('paragraph');
    const text = document?.text ?? '';
    const annotations = [
      ...set.questions.flatMap((question) => question.spans),
      ...[...set.paragraphs.values()].flat(),
    ];
    expect(annotations).toHaveLength(4);
    for (const { start, end, text: wanted } of annotations) {
      expect(text.slice(utf16Offset(text, start), utf16Offset(text, end))).toBe(wanted);
    }
    expect(set.questions.map(({ answerable, relevant }) => [answerable, [...relevant.keys()]])).toEqual([
      [true, ['Big_Cats#1']],
      [true, ['Big_Cats#2']],
      [false, []],
    ]);
  });

  test('is refused where an answer is not in its paragraph', async () => {
    const broken = JSON.stringify(squad).replace('"Africa"', '"Europe"');
    await expect(readDataset(await write('dev.json', broken))).rejects.toThrow(
      'an answer of question "s2" is not in its paragraph',
    );
  });
});

describe('a questions.jsonl', () => {
  test('is read from its folder, documents of spans counting as relevant', async () => {
    await write('questions.jsonl', {
      _id: 'a1',
      text: 'How much?',
      answers: ['US$52 billion'],
      spans: [{ doc: 'article.txt', start: 3, end: 16, text: 'US$52 billion' }],
    });
    const set = await readDataset(folder);
    expect(set.corpus).toBeUndefined();
    expect(set.questions[0]?.relevant).toEqual(new Map([['article.txt', 1]]));
    expect(answersAreShort(set.questions)).toBe(true);
  });

  test('is refused empty, missing, without text, or of an unknown form', async () => {
    await expect(readDataset(await write('empty.jsonl'))).rejects.toThrow('it holds no questions');
    await expect(readDataset(await write('bad.jsonl', { _id: '1' }))).rejects.toThrow('line 1: "text"');
    await expect(readDataset(join(folder, 'none.jsonl'))).rejects.toThrow('no such file or folder');
    await expect(readDataset(await write('set.csv', 'a,b'))).rejects.toThrow('not ".csv"');
    await expect(readDataset(folder)).rejects.toThrow('corpus.jsonl and queries.jsonl');
  });
});

describe('an annotated span', () => {
  test('is found behind characters of two code units', () => {
    expect(locateSpan('😀😀 cat', { start: 3, text: 'cat' })).toEqual({ start: 5, end: 8 });
  });

  test('is found at the nearest place where the text was normalised', () => {
    expect(locateSpan('cat, dog, cat', { start: 9, text: 'cat' })).toEqual({ start: 10, end: 13 });
    expect(locateSpan('One cafe\u0301'.normalize('NFC'), { start: 4, text: 'cafe\u0301' })).toEqual({
      start: 4,
      end: 8,
    });
    expect(locateSpan('a  b\nc', { start: 0, text: 'a b c' })).toEqual({ start: 0, end: 6 });
    expect(locateSpan('a b', { start: 0, text: 'x (y' })).toBeUndefined();
  });
});
