import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Citewell } from '../../../src/citewell.js';
import { earlierFingerprint, makeEarlier } from '../indexing/support/earlier-index.js';
import { useWorkspace } from '../indexing/support/workspace.js';

const workspace = useWorkspace();
let citewell: Citewell;

const open = () =>
  Citewell.open({
    knowledge: workspace.knowledge,
    dataDir: workspace.dataDir,
    reader: false,
    refuseBelow: 0,
  });
beforeEach(async () => {
  citewell = await open();
});
afterEach(() => citewell.close());

describe('asking while another process indexes', () => {
  it('never fails, never answers from half a change, and never goes back to an older one', async () => {
    const write = (height: number) =>
      workspace.write(
        'tower.txt',
        `The lighthouse of Kaldvik is ${height} metres tall. It was built in 1850.`,
      );
    for (let file = 0; file < 20; file++)
      workspace.write(`f${file}.txt`, `Bakery ${file} sells ${file} kinds of bread.`);
    write(100);
    await citewell.index();
    const other = await open();
    let height = 100;
    let indexing = true;
    const reindexing = (async () => {
      for (; height < 108; height++) {
        write(height + 1);
        await other.index();
      }
      indexing = false;
    })();
    let generation = 0;
    let seen = 0;
    let questions = 0;
    for (; indexing || questions < 10; questions++) {
      const before = height;
      const answer = await citewell.ask('How tall is the lighthouse of Kaldvik?');
      expect(answer.index.generation).toBeGreaterThanOrEqual(generation);
      generation = answer.index.generation;
      const [citation] = answer.citations;
      expect(citation?.document.id).toBe('tower.txt');
      const found = Number(/(\d+) metres/.exec(citation?.quote ?? '')?.[1]);
      expect(found).toBeGreaterThanOrEqual(Math.max(seen, before));
      seen = found;
    }
    await reindexing;
    await other.close();
    expect((await citewell.ask('How tall is the lighthouse of Kaldvik?')).citations[0]?.quote).toContain(
      '108 metres',
    );
    expect(questions).toBeGreaterThan(10);
  });

  it('is told of the first index as soon as it is made', async () => {
    workspace.write('a.txt', 'The lighthouse is forty metres tall.');
    await expect(citewell.ask('How tall is it?')).rejects.toMatchObject({ code: 'not_ready' });
    const other = await open();
    await other.index();
    await other.close();
    expect(await citewell.status()).toMatchObject({ ready: true, documents: 1 });
    expect((await citewell.ask('How tall is the lighthouse?')).citations[0]?.quote).toContain('forty metres');
    await citewell.removeDocuments(['a.txt']);
    expect(await citewell.status()).toMatchObject({ documents: 0 });
    expect(await citewell.ask('How tall is the lighthouse?')).toMatchObject({
      outcome: 'not_found',
      citations: [],
    });
  });
});

describe('indexing that is aborted within a process', () => {
  it('ends soon, leaves the process and the index whole, and the next run goes on', async () => {
    for (let file = 0; file < 40; file++) {
      const lines = Array.from(
        { length: 30 },
        (_, line) => `Line ${line} of file ${file} counts ${line * file} ships.`,
      );
      workspace.write(`f${file}.txt`, lines.join('\n\n'));
    }
    for (const milliseconds of [300, 1_500, 3_000]) {
      const controller = new AbortController();
      const indexing = citewell.index(undefined, { signal: controller.signal });
      indexing.catch(() => undefined);
      await delay(milliseconds);
      controller.abort();
      const abortedAt = performance.now();
      await expect(indexing).rejects.toMatchObject({ code: 'cancelled' });
      expect(performance.now() - abortedAt).toBeLessThan(15_000);
    }
    expect(await citewell.index()).toMatchObject({ documents: 40, failures: [] });
  });
});

describe('an index that another version split, or gave other terms', () => {
  it('answers until it is brought up to date, which embeds nothing', async () => {
    workspace.write('tower.txt', 'The lighthouse of Kaldvik is 108 metres tall. It was built in 1850.');
    await citewell.index();
    const { fingerprint } = await citewell.status();
    await citewell.close();
    await makeEarlier(workspace.dataDir, earlierFingerprint);
    citewell = await open();
    const ask = () => citewell.ask('How tall is the lighthouse of Kaldvik?');
    expect(await citewell.status()).toMatchObject({ ready: true });
    const before = await ask();
    expect(before.citations[0]?.quote).toContain('108 metres');
    expect(before.index.fingerprint).toBe(earlierFingerprint(fingerprint));
    expect(await citewell.index()).toMatchObject({ reembedded: 1, embedded: 0 });
    const after = await ask();
    expect(after.citations[0]?.quote).toBe(before.citations[0]?.quote);
    expect(after.index.fingerprint).toBe(fingerprint);
  });

  it('answers, too, where sentences had vectors of another kind, and is embedded anew', async () => {
    workspace.write('tower.txt', 'The lighthouse of Kaldvik is 108 metres tall. It was built in 1850.');
    await citewell.index();
    await citewell.close();
    await makeEarlier(workspace.dataDir, (fingerprint) => fingerprint.replace(/ parts-\d+/u, ''));
    citewell = await open();
    const before = await citewell.ask('How tall is the lighthouse of Kaldvik?');
    expect(before.citations[0]?.quote).toContain('108 metres');
    expect(await citewell.index()).toMatchObject({ reembedded: 1, embedded: 1 });
  });
});
