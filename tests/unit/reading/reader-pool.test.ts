import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { packageRoot } from '../../../src/package-root.js';
import { ReaderPool } from '../../../src/reading/reader-pool.js';
import { ReaderThreads } from '../../../src/reading/reader-threads.js';
import { useWorkspace } from '../indexing/support/workspace.js';

const modelFolder = join(packageRoot, 'models', 'citewell-reader');
const passage = { text: 'The bridge was opened in 1886.', sentences: [{ start: 0, end: 30 }] };
const workspace = useWorkspace();

let threads: ReaderThreads;
afterEach(() => threads.close());

describe('a pool of readers', () => {
  it('reads as many passages side by side as there are threads, each as it reads it alone', async () => {
    threads = new ReaderThreads(modelFolder, 3);
    const pool = await ReaderPool.open(threads.connect());
    await pool.openOthers(() => expect.unreachable());
    expect(pool.threads).toBe(3);
    const passages = Array.from({ length: 10 }, (_, index) => ({
      ...passage,
      text: passage.text.replace('1886', String(1800 + index)),
    }));
    const together = await pool.read('When was the bridge opened?', passages);
    for (const [index, each] of passages.entries()) {
      expect(await pool.read('When was the bridge opened?', [each])).toEqual([together[index]]);
    }
    await pool.close();
  });

  it('gives a passage to the thread that has fewest to read', async () => {
    const given = [0, 0, 0];
    const ports = given.map((_, thread) => {
      const { port1, port2 } = new MessageChannel();
      port1.on('message', ({ id, method }: { id: number; method: string }) => {
        if (method === 'open') {
          port1.postMessage({ type: 'result', id, value: { fingerprint: 'x', scripts: ['Latin'] } });
          return;
        }
        given[thread] = (given[thread] ?? 0) + 1;
        // The first thread never ends what it reads.
        if (thread > 0) port1.postMessage({ type: 'result', id, value: {} });
      });
      return { port1, port2 };
    });
    const pool = await ReaderPool.open(ports.map(({ port2 }) => port2));
    await pool.openOthers(() => expect.unreachable());
    void pool.read('When?', [passage]).catch(() => undefined);
    for (let time = 0; time < 6; time++) await pool.read('When?', [passage]);
    expect(given[0]).toBe(1);
    expect((given[1] ?? 0) + (given[2] ?? 0)).toBe(6);
    await pool.close();
    for (const { port1 } of ports) port1.close();
  });

  it('reads without a thread that cannot load its model, and says so', async () => {
    const folder = join(workspace.folder, 'reader');
    cpSync(modelFolder, folder, { recursive: true });
    threads = new ReaderThreads(folder, 2);
    const pool = await ReaderPool.open(threads.connect());
    rmSync(folder, { recursive: true });
    const two = [passage, { ...passage, text: 'The bridge was opened in 1887.' }];
    // While the other thread is loading, and once it has failed.
    const failures: unknown[] = [];
    const opening = pool.openOthers((error) => failures.push(error));
    expect(await pool.read('When was the bridge opened?', two)).toHaveLength(2);
    await opening;
    expect(failures).toMatchObject([{ code: 'model_missing' }]);
    for (let time = 0; time < 3; time++) {
      expect(await pool.read('When was the bridge opened?', two)).toHaveLength(2);
    }
    await pool.close();
  });

  it('reads without a thread that never answers', async () => {
    const ports = [0, 1].map((thread) => {
      const { port1, port2 } = new MessageChannel();
      port1.on('message', ({ id, method, type }: { id: number; method: string; type: string }) => {
        if (type !== 'call' || thread > 0) return;
        const value = method === 'open' ? { fingerprint: 'x', scripts: ['Latin'] } : {};
        port1.postMessage({ type: 'result', id, value });
      });
      return { port1, port2 };
    });
    const pool = await ReaderPool.open(ports.map(({ port2 }) => port2));
    void pool.openOthers(() => expect.unreachable());
    for (let time = 0; time < 3; time++) await pool.read('When?', [passage, passage]);
    await pool.close();
    for (const { port1 } of ports) port1.close();
  });

  it('that is closed leaves the threads to others, and is not lost', async () => {
    threads = new ReaderThreads(modelFolder, 1);
    const [one, other] = [await ReaderPool.open(threads.connect()), await ReaderPool.open(threads.connect())];
    let lost = false;
    void one.lost.then(() => {
      lost = true;
    });
    await one.close();
    await expect(one.read('When?', [passage])).rejects.toMatchObject({ code: 'engine_stopped' });
    expect(await other.read('When?', [passage])).toHaveLength(1);
    expect(lost).toBe(false);
  });

  it('whose threads end says so, fails what it reads, and others are started for the next', async () => {
    threads = new ReaderThreads(modelFolder, 2);
    const pool = await ReaderPool.open(threads.connect());
    await threads.close();
    await pool.lost;
    await expect(pool.read('When?', [passage])).rejects.toMatchObject({ code: 'engine_stopped' });
    const next = await ReaderPool.open(threads.connect());
    expect(await next.read('When?', [passage])).toHaveLength(1);
  });

  it('cannot be opened without its model, and can once that is there', async () => {
    const folder = join(workspace.folder, 'reader');
    threads = new ReaderThreads(folder, 2);
    await expect(ReaderPool.open(threads.connect())).rejects.toMatchObject({ code: 'model_missing' });
    cpSync(modelFolder, folder, { recursive: true });
    const pool = await ReaderPool.open(threads.connect());
    expect(await pool.read('When?', [passage])).toHaveLength(1);
    await pool.close();
  });
});
