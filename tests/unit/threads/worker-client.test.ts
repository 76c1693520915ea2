import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CitewellError } from '../../../src/errors.js';
import { PortClient } from '../../../src/threads/port-client.js';
import { WorkerClient } from '../../../src/threads/worker-client.js';

let client: WorkerClient;
beforeEach(() => {
  client = new WorkerClient(new URL('./support/test-worker.js', import.meta.url), {});
});
afterEach(() => client.stop());

const wait = (name: string, signal?: AbortSignal, milliseconds = 200, asked = client) =>
  asked.call('wait', { name, milliseconds }, { signal });

describe('a call of a worker', () => {
  it('gives back what the method returns', async () => {
    const value = { a: [1, 'zwei', null], b: new Float32Array([0.5]) };
    expect(await client.call('echo', value)).toEqual(value);
  });

  it('gives its events in order, all of them before the result', async () => {
    const seen: unknown[] = [];
    const result = client.call('emit', 100, { onEvent: (event) => seen.push(event) });
    expect(await result.then((value) => [...seen, value])).toEqual([
      ...Array.from({ length: 100 }, (_, index) => index + 1),
      'done',
    ]);
  });

  it('sends events to those who listen alone', async () => {
    expect(await client.call('emitUnsendable', undefined)).toBe('done');
    const listening = client.call('emitUnsendable', undefined, { onEvent: () => undefined });
    await expect(listening).rejects.toThrow('could not be cloned');
  });

  it('fails with what the listener of its events throws, and the worker goes on', async () => {
    const emitting = client.call('emit', 3, {
      onEvent: () => {
        throw new RangeError('no bar that wide');
      },
    });
    await expect(emitting).rejects.toThrow('no bar that wide');
    expect(await client.call('echo', 1)).toBe(1);
  });

  it('runs after those before it, one at a time', async () => {
    await Promise.all([wait('one', undefined, 30), wait('two', undefined, 1), wait('three', undefined, 1)]);
    expect(await client.call('waited', undefined)).toEqual(['one', 'two', 'three']);
  });

  it('of a worker that runs two at once goes on beside another, and the last one after all others', async () => {
    const two = new WorkerClient(new URL('./support/test-worker.js', import.meta.url), { atOnce: 2 });
    const long = wait('long', undefined, 500, two);
    const others = [wait('short', undefined, 1, two), wait('next', undefined, 1, two)];
    const last = two.call('close', undefined);
    await Promise.all([long, ...others, last]);
    expect(await two.call('waited', undefined)).toEqual(['short', 'next', 'long', 'close']);
    await two.stop();
  });

  it('that is to overtake runs before those that wait, and the others keep their order', async () => {
    const first = wait('first', undefined, 30);
    const others = [wait('second', undefined, 1), wait('third', undefined, 1)];
    await client.call('status', undefined);
    await Promise.all([first, ...others]);
    expect(await client.call('waited', undefined)).toEqual(['first', 'status', 'second', 'third']);
  });

  it('fails with the code, message and details of a known error', async () => {
    const failure = await client.call('failKnown', undefined).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CitewellError);
    expect(failure).toMatchObject({
      code: 'index_locked',
      message: 'Held by another.',
      details: { pid: 7, host: 'x' },
    });
  });

  it('fails with the message of an unknown error, whose stack is kept as the cause', async () => {
    const failure = await client.call('failUnknown', undefined).catch((error: unknown) => error);
    expect(failure).toMatchObject({ message: 'unexpected' });
    expect(failure).not.toBeInstanceOf(CitewellError);
    expect((failure as Error).stack).toContain('test-worker');
  });

  it('fails where the method does not exist, or returns what cannot be sent, and the worker goes on', async () => {
    await expect(client.call('nothing', undefined)).rejects.toMatchObject({ code: 'engine_stopped' });
    await expect(client.call('unsendable', undefined)).rejects.toThrow(/could not be cloned/);
    expect(await client.call('echo', 1)).toBe(1);
  });

  it('fails where its parameters cannot be sent, and the worker goes on', async () => {
    await expect(client.call('echo', () => undefined)).rejects.toThrow(/could not be cloned/);
    expect(await client.call('echo', 1)).toBe(1);
  });
});

describe('cancelling', () => {
  it('a running call rejects at once and the method sees it', async () => {
    const controller = new AbortController();
    const running = wait('running', controller.signal, 10_000);
    setTimeout(() => controller.abort(), 30);
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(await client.call('waited', undefined)).toEqual(['running cancelled']);
  });

  it('a call that waits drops it: it never runs', async () => {
    const controller = new AbortController();
    const first = wait('first');
    const queued = wait('queued', controller.signal);
    const last = wait('last', undefined, 1);
    controller.abort();
    await expect(queued).rejects.toMatchObject({ code: 'cancelled' });
    await Promise.all([first, last]);
    expect(await client.call('waited', undefined)).toEqual(['first', 'last']);
  });

  it('before the call sends nothing', async () => {
    await expect(wait('never', AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
    expect(await client.call('waited', undefined)).toEqual([]);
  });

  it('while a call before it blocks the thread drops the call', async () => {
    const controller = new AbortController();
    const block = (name: string, signal?: AbortSignal) =>
      client.call('block', { name, milliseconds: 50 }, { signal });
    const first = block('first');
    const dropped = [block('second', controller.signal), block('third', controller.signal)];
    controller.abort();
    await Promise.allSettled(dropped);
    await first;
    expect(await client.call('waited', undefined)).toEqual(['first']);
  });

  it('after the result changes nothing', async () => {
    const controller = new AbortController();
    expect(await wait('done', controller.signal, 1)).toBe('done');
    controller.abort();
    expect(await client.call('waited', undefined)).toEqual(['done']);
  });
});

describe('a worker that dies', () => {
  it.each(['exit', 'crash'])('by %s fails the calls that run and wait, and every later one', async (how) => {
    const outcomes = await Promise.allSettled([
      client.call(how, undefined),
      client.call('echo', 1),
      client.call('echo', 2),
    ]);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'engine_stopped' } });
    }
    expect(client.stopped).toBe(true);
    await expect(client.call('echo', 3)).rejects.toMatchObject({ code: 'engine_stopped' });
  });

  it('by an error that nobody caught says which', async () => {
    await expect(client.call('crash', undefined)).rejects.toThrow(/crashed/);
  });

  it('when it is stopped lets the running call end, fails those that wait and every later one', async () => {
    const running = wait('running', undefined, 10_000);
    const queued = wait('queued');
    queued.catch(() => undefined);
    await client.stop();
    expect(await running).toBe('running');
    await expect(queued).rejects.toMatchObject({ code: 'engine_stopped' });
    await expect(wait('later')).rejects.toMatchObject({ code: 'engine_stopped' });
    await client.stop();
  });
});

describe('a worker that cannot start', () => {
  it('because a module is missing says which, and what to run', async () => {
    const broken = new WorkerClient(new URL('./support/broken-worker.js', import.meta.url), {});
    const call = broken.call('echo', 1);
    await expect(call).rejects.toMatchObject({ code: 'engine_stopped' });
    await expect(call).rejects.toThrow(/a-module-that-nobody-has-installed.*npm ci/s);
    await broken.stop();
  });

  it('because a native module was built for another Node says so, without the lines of the loader', async () => {
    const call = client.call('failNative', undefined);
    await expect(call).rejects.toMatchObject({ code: 'engine_stopped' });
    await expect(call).rejects.toThrow(/invalid ELF header\).*npm rebuild/);
  });
});

describe('a port to a worker', () => {
  it('calls the methods of the worker, and leaves it to others when it is closed', async () => {
    const [one, other] = [new PortClient(client.connect()), new PortClient(client.connect())];
    expect(await Promise.all([one.call('echo', 1), other.call('echo', 2), client.call('echo', 3)])).toEqual([
      1, 2, 3,
    ]);
    const left = one.call('wait', { name: 'left', milliseconds: 10_000 });
    one.close();
    await expect(left).rejects.toMatchObject({ code: 'engine_stopped' });
    await one.ended;
    expect(await other.call('waited', undefined)).toEqual(['left cancelled']);
  });

  it.each(['exit', 'crash'])('says so where the worker ends by %s', async (how) => {
    const port = new PortClient(client.connect());
    expect(await port.call('echo', 1)).toBe(1);
    await expect(port.call(how, undefined)).rejects.toMatchObject({ code: 'engine_stopped' });
    await port.ended;
    await expect(port.call('echo', 3)).rejects.toMatchObject({ code: 'engine_stopped' });
  });
});
