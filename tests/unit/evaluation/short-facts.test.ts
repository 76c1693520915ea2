import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { domainsSchema } from '../../../scripts/short-facts/domain.js';
import { inventDocuments } from '../../../scripts/short-facts/invent-documents.js';
import { HALVES, type Half, writeShortFacts } from '../../../scripts/short-facts/write-set.js';
import { readDataset } from '../../../src/evaluation/datasets/read-dataset.js';
import { seededIntegers } from '../../../src/evaluation/metrics/random.js';
import type { EvaluationSet } from '../../../src/evaluation/question-set.js';

describe('the set of short facts', () => {
  let folder: string;
  const sets = new Map<Half, EvaluationSet>();
  const written = new Map<Half, { documents: number; questions: number }>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'citewell-short-facts-'));
    for (const half of HALVES) {
      written.set(half, await writeShortFacts(half, join(folder, half)));
      sets.set(half, await readDataset(join(folder, half)));
    }
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('is of a size that tells points apart, half of it without an answer', () => {
    const counts = [...written.values()];
    expect(counts.reduce((sum, { documents }) => sum + documents, 0)).toBeGreaterThanOrEqual(100);
    expect(counts.reduce((sum, { questions }) => sum + questions, 0)).toBeGreaterThanOrEqual(400);
    for (const { questions } of sets.values()) {
      const share = questions.filter(({ answerable }) => answerable).length / questions.length;
      expect(share).toBeGreaterThan(0.45);
      expect(share).toBeLessThan(0.55);
    }
  });

  it('has halves that share neither documents nor questions', async () => {
    const [fit = [], heldOut = []] = await Promise.all(
      HALVES.map((half) => readdir(join(folder, half, 'documents'), { recursive: true })),
    );
    expect(fit.filter((name) => heldOut.includes(name))).toEqual(['packages']);
    const texts = new Set(sets.get('fit')?.questions.map(({ text }) => text));
    expect(sets.get('held-out')?.questions.filter(({ text }) => texts.has(text))).toEqual([]);
  });

  it('is the same at every run', async () => {
    await writeShortFacts('fit', join(folder, 'again'));
    const [once, again] = await Promise.all(
      ['fit', 'again'].map((name) => readFile(join(folder, name, 'questions.jsonl'), 'utf8')),
    );
    expect(again).toBe(once);
  });
});

describe('documents of a domain', () => {
  const [domain] = domainsSchema.parse([
    {
      id: 'boxes',
      titles: ['One', 'Two', 'Three', 'Four'],
      key: 'Box',
      form: 'Box {a}{b}',
      a: ['A', 'B', 'C', 'D', 'E', 'F', 'G'],
      b: ['01', '02', '03', '04', '05', '06', '07'],
      columns: ['Colour', 'Height', 'Owner'].map((header) => ({
        header,
        number: [1, 90, 1],
        say: `${header} of {x} is {v}`,
        ask: [`${header}, {x}`],
      })),
      absent: ['Smell, {x}'],
    },
  ]);

  it('answer no question that is meant to have no answer', () => {
    for (let first = 0; first < 8; first++) {
      const documents = domain ? inventDocuments(domain, first, seededIntegers(first)) : [];
      const unanswerable = documents.flatMap(({ drafts }) => drafts.filter(({ place }) => !place));
      expect(unanswerable).toHaveLength(8);
      for (const { text } of unanswerable) {
        const [attribute = '', entity = ''] = text.toLowerCase().split(', ');
        const answers = documents.filter((document) => {
          const held = document.text.toLowerCase();
          return held.includes(attribute) && held.includes(entity);
        });
        expect(answers, text).toEqual([]);
      }
    }
  });
});
