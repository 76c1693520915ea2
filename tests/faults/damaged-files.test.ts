import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededIntegers } from '../../src/evaluation/metrics/random.js';
import { packageRoot } from '../../src/package-root.js';
import { SqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import { embeddedDocument } from '../contract/support/embedded-documents.js';
import { ChangingCorpus } from './support/changing-corpus.js';
import { indexFolder } from './support/indexed-folder.js';
import { firstSeed, timesOf } from './support/repetition.js';

const COPIES = timesOf('COPIES', 120);
/** A process damages and asks so many; another begins where one has died. */
const A_PROCESS = 100;
const CHILD = join(packageRoot, 'tests/faults/support/damage-child.ts');

interface Trial {
  readonly seed: number;
  readonly done: string;
  /** Undefined where the process died of it. */
  outcome?: string;
}

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'citewell-damaged-'));
  const corpus = new ChangingCorpus(join(folder, 'knowledge'));
  const random = seededIntegers(1);
  for (let file = 0; file < 12; file++) corpus.add(random);
  await indexFolder(corpus.folder, join(folder, 'earlier'));
  cpSync(join(folder, 'earlier'), join(folder, 'closed'), { recursive: true });
  corpus.change(random);
  await indexFolder(corpus.folder, join(folder, 'closed'));

  // As a power cut leaves it: changes in the log that are not in the file yet, and the graph of the time before.
  const live = join(folder, 'live');
  cpSync(join(folder, 'closed'), live, { recursive: true });
  const store = await SqliteStore.open(live, { savesVectors: false });
  const added = Array.from({ length: 20 }, (_, number) => `The mill of district ${number} was sold.`);
  await store.apply({ put: [embeddedDocument('added', added, 16)] });
  await store.apply({ remove: ['added'], put: [embeddedDocument('again', added.slice(5), 16)] });
  mkdirSync(join(folder, 'cut off'));
  for (const name of ['knowledge.sqlite', 'knowledge.sqlite-wal', 'knowledge.seal', 'passages.hnsw']) {
    cpSync(join(live, name), join(folder, 'cut off', name));
  }
  await store.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function trialsOf(sound: string, seed: number, count: number): Promise<Trial[]> {
  const scratch = join(folder, 'scratch');
  const words = [join(folder, sound), join(folder, 'earlier'), scratch, String(seed), String(count)];
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, ...words], {
    cwd: packageRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => {
      const trials: Trial[] = [];
      for (const line of output.split('\n').filter((text) => text !== '')) {
        const { outcome, ...trial } = JSON.parse(line) as Trial;
        if (outcome === undefined) trials.push(trial);
        else Object.assign(trials.at(-1) ?? {}, { outcome });
      }
      if (trials.length === 0) reject(new Error('The process died before it had begun'));
      else resolve(trials);
    });
  });
}

describe('damaged files', () => {
  it.each(['closed', 'cut off'])(
    `are found or do no harm, where the index was %s (${COPIES / 2} copies)`,
    async (sound) => {
      const trials: Trial[] = [];
      const first = firstSeed();
      while (trials.length < COPIES / 2) {
        const left = Math.min(A_PROCESS, COPIES / 2 - trials.length);
        trials.push(...(await trialsOf(sound, first + trials.length, left)));
      }
      const counts: Record<string, number> = {};
      for (const { outcome = 'DEAD' } of trials) counts[outcome] = (counts[outcome] ?? 0) + 1;
      console.log(`${trials.length} damaged copies of an index that was ${sound}: ${JSON.stringify(counts)}`);
      const wrong = trials.filter(
        ({ outcome = 'DEAD' }) =>
          !['harmless', 'missing', 'index_damaged', 'index_incompatible'].includes(outcome),
      );
      expect(wrong).toEqual([]);
      // A test whose damage is never found damages nothing.
      expect(counts['index_damaged']).toBeGreaterThan(0);
      expect(counts['harmless']).toBeGreaterThan(0);
    },
    60_000 + COPIES * 1_000,
  );
});
