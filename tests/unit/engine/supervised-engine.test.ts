import { afterEach, describe, expect, it } from 'vitest';
import { SupervisedEngine } from '../../../src/engine/supervised-engine.js';
import { WorkerClient } from '../../../src/threads/worker-client.js';

const engines: SupervisedEngine[] = [];
function engineOf(worker: string): SupervisedEngine {
  const engine = new SupervisedEngine({
    start: () => new WorkerClient(new URL(`../threads/support/${worker}.js`, import.meta.url), {}),
    close: async () => undefined,
  });
  engines.push(engine);
  return engine;
}
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.close()));
});

describe('an engine whose thread dies', () => {
  it('is not open until another has opened, which nobody has to ask for', async () => {
    const engine = engineOf('test-worker');
    expect(engine.open).toBe(false);
    await engine.opened();
    expect(engine.open).toBe(true);
    const first = await engine.thread.call('status', undefined);

    const running = engine.thread.call('crash', undefined);
    const waiting = engine.thread.call('echo', 1);
    await expect(running).rejects.toMatchObject({ code: 'engine_stopped' });
    await expect(waiting).rejects.toMatchObject({ code: 'engine_stopped' });
    expect(engine.open).toBe(false);
    await expect.poll(() => engine.open).toBe(true);
    expect(await engine.thread.call('status', undefined)).not.toBe(first);
  });

  it('dies again, and is started again', async () => {
    const engine = engineOf('test-worker');
    for (let time = 0; time < 3; time++) {
      await engine.opened();
      await expect(engine.thread.call('exit', undefined)).rejects.toMatchObject({ code: 'engine_stopped' });
    }
    expect(await engine.thread.call('echo', 'well')).toBe('well');
  });

  it('before it has opened is not started over and over, but by the next call', async () => {
    const engine = engineOf('broken-worker');
    const { thread } = engine;
    await expect(engine.opened()).rejects.toThrow(/npm ci/);
    await thread.ended;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(thread.stopped).toBe(true);
    expect(engine.open).toBe(false);
    const next = engine.thread;
    expect(next).not.toBe(thread);
    await expect(next.call('echo', 1)).rejects.toThrow(/npm ci/);
    await next.ended;
  });

  it('is open once it is waited for, in whatever order its thread answers', async () => {
    const entry = new URL('../threads/support/test-worker.js', import.meta.url);
    const engine = new SupervisedEngine({
      start: () => new WorkerClient(entry, { slowFirst: true, atOnce: 2 }),
      close: async () => undefined,
    });
    engines.push(engine);
    await engine.opened();
    expect(engine.open).toBe(true);
  });

  it('that cannot be opened says why, and the next call starts another, which may be opened', async () => {
    let starts = 0;
    const entry = new URL('../threads/support/test-worker.js', import.meta.url);
    const engine = new SupervisedEngine({
      start: () => new WorkerClient(entry, { failing: ++starts === 1 }),
      close: async () => undefined,
    });
    await expect(engine.opened()).rejects.toMatchObject({ code: 'index_damaged' });
    expect(starts).toBe(1);
    await engine.opened();
    expect(starts).toBe(2);
    await expect.poll(() => engine.open).toBe(true);
    await engine.close();
  });

  it('stays closed once it is closed', async () => {
    const engine = engineOf('test-worker');
    await engine.opened();
    await engine.close();
    expect(engine.open).toBe(false);
    expect(() => engine.thread).toThrow(/closed/);
    await engine.close();
  });
});
