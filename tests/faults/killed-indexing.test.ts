import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seededIntegers } from '../../src/evaluation/metrics/random.js';
import { ChangingCorpus } from './support/changing-corpus.js';
import { HashedEmbeddings } from './support/hashed-embeddings.js';
import { indexFolder, wholeDocumentsOf } from './support/indexed-folder.js';
import { killedIndexing } from './support/killable-indexing.js';
import { repeat, timesOf } from './support/repetition.js';
import { findingsOf } from './support/store-findings.js';

const KILLS = timesOf('KILLS', 20);
const MODEL_KILLS = timesOf('MODEL_KILLS', 3);
const FILES = 36;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'citewell-killed-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('indexing that is killed at any moment', () => {
  it(
    `opens, has lost and doubled nothing, and ends as if undisturbed (${KILLS} times)`,
    async () => {
      const corpus = new ChangingCorpus(join(folder, 'knowledge'));
      const data = join(folder, 'data');
      for (let file = 0; file < FILES; file++) corpus.add(seededIntegers(file));
      let { lasted } = await killedIndexing(corpus.folder, data);
      let kills = 0;

      await repeat(KILLS, async (random, number) => {
        // A first run, from nothing, is killed as often as one that finds changes.
        if (number % 4 === 3) rmSync(data, { recursive: true });
        const before = number % 4 === 3 ? new Map<string, string>() : await wholeDocumentsOf(data);
        corpus.change(random);
        const run = await killedIndexing(corpus.folder, data, (random(1_000) / 1_000) * lasted);
        if (run.killed) kills++;
        else lasted = run.lasted;

        const after = await wholeDocumentsOf(data);
        const { files } = corpus;
        for (const [id, text] of before) {
          if (files.has(id)) expect([text, files.get(id)]).toContain(after.get(id));
        }
        for (const [id, text] of after) expect([before.get(id), files.get(id)]).toContain(text);
        const leaving = [...before.keys()].filter((id) => !files.has(id)).length;
        expect(after.size).toBeGreaterThanOrEqual((run.acknowledged ?? 0) - leaving);

        await indexFolder(corpus.folder, data);
        expect(await wholeDocumentsOf(data)).toEqual(files);
        const undisturbed = join(folder, 'undisturbed');
        await indexFolder(corpus.folder, undisturbed);
        expect(await findingsOf(data)).toEqual(await findingsOf(undisturbed));
        rmSync(undisturbed, { recursive: true });
      });
      // Runs that had ended before they were killed prove nothing.
      expect(kills).toBeGreaterThanOrEqual(KILLS / 2);
      if (process.env['CITEWELL_FAULTS_KILLS'])
        console.log(`${kills} of ${KILLS} runs were killed before their end`);
    },
    60_000 + KILLS * 10_000,
  );
});

describe('embedding anew for another model that is killed at any moment', () => {
  it(
    `keeps every document, those of other folders too, and ends as if undisturbed (${MODEL_KILLS} times)`,
    async () => {
      const corpus = new ChangingCorpus(join(folder, 'knowledge'));
      const elsewhere = new ChangingCorpus(join(folder, 'elsewhere'));
      const data = join(folder, 'data');
      for (let file = 0; file < FILES; file++) corpus.add(seededIntegers(file));
      for (let file = 0; file < FILES; file++) elsewhere.add(seededIntegers(1_000 + file), 'other');
      const all = new Map([...corpus.files, ...elsewhere.files]);
      await indexFolder(corpus.folder, data);
      await indexFolder(corpus.folder, data, new HashedEmbeddings(), elsewhere.folder);
      let kills = 0;
      let lasted = 1_000;

      await repeat(MODEL_KILLS, async (random, number) => {
        const model = `hashed@${number + 2}`;
        const run = await killedIndexing(corpus.folder, data, (random(1_000) / 1_000) * lasted, model);
        if (run.killed) kills++;
        else lasted = run.lasted;
        expect(await wholeDocumentsOf(data)).toEqual(all);
        await indexFolder(corpus.folder, data, new HashedEmbeddings(model));
        expect(await wholeDocumentsOf(data)).toEqual(all);
        expect(existsSync(join(data, 're-embedding'))).toBe(false);
        const undisturbed = join(folder, 'undisturbed');
        await indexFolder(corpus.folder, undisturbed, new HashedEmbeddings(model));
        await indexFolder(corpus.folder, undisturbed, new HashedEmbeddings(model), elsewhere.folder);
        expect(await findingsOf(data)).toEqual(await findingsOf(undisturbed));
        rmSync(undisturbed, { recursive: true });
      });
      expect(kills).toBeGreaterThanOrEqual(MODEL_KILLS / 3);
      if (process.env['CITEWELL_FAULTS_MODEL_KILLS'])
        console.log(`${kills} of ${MODEL_KILLS} runs were killed before their end`);
    },
    60_000 + MODEL_KILLS * 20_000,
  );
});
