import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Citewell } from '../../src/citewell.js';
import { readDataset } from '../../src/evaluation/datasets/read-dataset.js';
import '../../src/evaluation/testing.js';

const QUESTIONS = new URL('./article/questions.jsonl', import.meta.url);

/** Beyond any reading: what is answered must not depend on how busy the machine is. */
const READ_LIMIT = 60_000;

describe.each(['on', 'off'] as const)('the article, with the reader %s', (reader) => {
  let folder: string;
  let citewell: Citewell;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'citewell-article-'));
    citewell = await Citewell.open({
      knowledge: 'knowledge',
      dataDir: folder,
      reader,
      readLimit: READ_LIMIT,
    });
    await citewell.index();
  });

  afterAll(async () => {
    await citewell.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('answers what Alibaba invests with the sentence that says so', async () => {
    const answer = await citewell.ask('How much is Alibaba investing?');
    expect(answer).toCite('US$52 billion');
    expect(answer.citations[0]?.document.id).toBe('china-ai-open-source.txt');
  });

  it('quotes word for word, in answers and in refusals', async () => {
    const { questions } = await readDataset(QUESTIONS.pathname);
    for (const { text, history } of questions) {
      await expect(await citewell.ask(text, { history })).toQuoteVerbatim(citewell);
    }
  });

  it('answers what the article says and refuses what it does not', async () => {
    await expect(citewell).toAnswerAll(QUESTIONS, { minimum: MINIMUM[reader] });
  });
});

/**
 * Of 14 answerable questions and 6 that are not, one less than measured (docs/evaluation.md): the excerpts for "What is
 * she working on?" are so near to one another that another processor's rounding may swap them.
 */
const MINIMUM = { on: 18 / 20, off: 14 / 20 };
