import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Citewell } from '../../src/citewell.js';
import { readDataset } from '../../src/evaluation/datasets/read-dataset.js';

const TABLES = fileURLToPath(new URL('../fixtures/tables', import.meta.url));

/** Beyond any reading: what is answered must not depend on how busy the machine is. */
const READ_LIMIT = 60_000;

describe('tables whose rows are alike but for a name', () => {
  let folder: string;
  let citewell: Citewell;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'citewell-tables-'));
    const knowledge = join(TABLES, 'documents');
    citewell = await Citewell.open({ knowledge, dataDir: folder, readLimit: READ_LIMIT });
    await citewell.index();
  });

  afterAll(async () => {
    await citewell.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('are quoted by the row that is asked about, refused or not', async () => {
    const { questions } = await readDataset(join(TABLES, 'questions.jsonl'));
    const wrong: string[] = [];
    for (const { text, answers } of questions) {
      const { citations, related } = await citewell.ask(text);
      const quote = (citations[0] ?? related[0])?.quote ?? '';
      if (!answers.some((row) => quote.includes(row))) wrong.push(`${text} ${quote}`);
    }
    expect(wrong).toEqual([]);
  });
});
