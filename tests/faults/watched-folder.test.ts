import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { seededIntegers } from '../../src/evaluation/metrics/random.js';
import { indexFiles } from '../../src/indexing/index-files.js';
import type { IndexFailure } from '../../src/indexing/index-report.js';
import { SqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import { followChanges } from '../../src/watching/follow-changes.js';
import { CarelessPeople } from './support/careless-people.js';
import { HashedEmbeddings } from './support/hashed-embeddings.js';
import { indexFolder, wholeDocumentsOf } from './support/indexed-folder.js';
import { firstSeed, timesOf } from './support/repetition.js';
import { findingsOf } from './support/store-findings.js';

const CHANGES = timesOf('CHANGES', 150);
/** How long the right state may take; a machine may be busy. */
const LONGEST = 60_000;

/** Those of files that are not just being written: what is empty now is indexed once it is not. */
async function failuresOfIndexing(knowledgeFolder: string, data: string): Promise<IndexFailure[]> {
  const store = await SqliteStore.open(data);
  try {
    const options = { knowledgeFolder };
    const report = await indexFiles(store, data, new HashedEmbeddings(), [knowledgeFolder], options);
    return report.failures.filter(({ message }) => !message.includes(' is empty'));
  } finally {
    await store.close();
  }
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'citewell-watched-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe.each([{ poll: false }, { poll: true }])('a folder that is watched ($poll)', ({ poll }) => {
  it(`is indexed as it is at last after a burst of ${CHANGES} changes`, async () => {
    const seed = firstSeed();
    const random = seededIntegers(seed);
    const people = new CarelessPeople(join(folder, 'knowledge'), random);
    const data = join(folder, 'data');
    for (let file = 0; file < 40; file++) people.act();
    const stop = new AbortController();
    const failures: unknown[] = [];
    let runs = 0;
    const following = followChanges({
      roots: [people.folder],
      excluded: data,
      poll,
      signal: stop.signal,
      onNotice: (text) => failures.push(text),
      onFailure: (error) => failures.push(error),
      index: async () => {
        runs++;
        failures.push(...(await failuresOfIndexing(people.folder, data)));
      },
    });
    try {
      await vi.waitFor(async () => expect(await wholeDocumentsOf(data)).toEqual(people.files), LONGEST);
      const runsBefore = runs;
      for (let change = 0; change < CHANGES; change++) {
        people.act();
        // Programs pause in between, people for longer.
        if (random(4) === 0) await delay(random(8));
        if (random(200) === 0) await delay(random(1_500));
      }
      await vi.waitFor(
        async () => expect(await wholeDocumentsOf(data), `seed ${seed}`).toEqual(people.files),
        { timeout: LONGEST, interval: 250 },
      );
      // What comes in a burst is indexed together.
      expect(runs - runsBefore).toBeLessThan(CHANGES / 5);
    } finally {
      stop.abort();
      await following;
    }
    expect(failures).toEqual([]);
    await indexFolder(people.folder, join(folder, 'undisturbed'));
    expect(await findingsOf(data)).toEqual(await findingsOf(join(folder, 'undisturbed')));
  }, 240_000);
});
