import { describe, expect, it } from 'vitest';
import { CircuitBreaker } from '../../../src/composing/models/circuit-breaker.js';
import { ModelCalls } from '../../../src/composing/models/model-calls.js';
import { failureOf } from '../../../src/composing/models/model-failure.js';
import { RequestBudget } from '../../../src/composing/models/request-budget.js';
import { FakeModel, hanging, piecesOf } from './support/fake-models.js';

const PROMPT = { system: '', user: '' };

function call(model: FakeModel, settings: { milliseconds?: number; signal?: AbortSignal } = {}) {
  const pieces: string[] = [];
  const { milliseconds = 60_000, signal = new AbortController().signal } = settings;
  const calls = new ModelCalls(model, { requestsPerMinute: 0 });
  const onPiece = (piece: string) => pieces.push(piece) < 100;
  return { pieces, outcome: calls.call({ prompt: PROMPT, milliseconds, signal, onPiece }) };
}

function throwing(error: unknown): () => Iterable<string> {
  return () => ({
    [Symbol.iterator]: () => {
      throw error;
    },
  });
}

describe('a call of a model', () => {
  it('hands its text on, piece by piece', async () => {
    const { pieces, outcome } = call(new FakeModel(() => piecesOf('It is said.')));
    expect(await outcome).toBeUndefined();
    expect(pieces.join('')).toBe('It is said.');
  });

  it('ends in time even where the model does not mind its signal', async () => {
    const { pieces, outcome } = call(new FakeModel(() => hanging('It', ' is')), { milliseconds: 50 });
    expect(await outcome).toBe('timeout');
    expect(pieces).toEqual(['It', ' is']);
  });

  it('ends when the caller leaves, and says so', async () => {
    const controller = new AbortController();
    const { outcome } = call(new FakeModel(() => hanging('It')), { signal: controller.signal });
    controller.abort();
    await expect(outcome).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('tells the model to stop once enough is written', async () => {
    let told: AbortSignal | undefined;
    const model = new FakeModel((_attempt, signal) => {
      told = signal;
      return piecesOf('x'.repeat(1_000), 1);
    });
    const { pieces, outcome } = call(model);
    expect(await outcome).toBeUndefined();
    expect(pieces).toHaveLength(100);
    expect(told?.aborted).toBe(true);
  });

  it('is tried once more after a failure that may pass, and no more', async () => {
    const model = new FakeModel(throwing({ status: 503, headers: { 'retry-after': '0' } }));
    expect(await call(model).outcome).toBe('failed');
    expect(model.prompts).toHaveLength(2);
  });

  it.each([
    ['the request is refused', { status: 400 }, 'rejected'],
    ['the wait is longer than the time', { status: 429, headers: { 'retry-after': '120' } }, 'rate_limited'],
  ])('is not tried again where %s', async (_why, error, reason) => {
    const model = new FakeModel(throwing(error));
    expect(await call(model).outcome).toBe(reason);
    expect(model.prompts).toHaveLength(1);
  });

  it('is not tried again once text was handed on', async () => {
    const model = new FakeModel(async function* () {
      yield 'It';
      throw Object.assign(new Error('terminated'), { code: 'ECONNRESET' });
    });
    expect(await call(model).outcome).toBe('unreachable');
    expect(model.prompts).toHaveLength(1);
  });

  it('fails with what its listener throws, and that is not the model’s failure', async () => {
    const calls = new ModelCalls(new FakeModel(() => ['x']), {
      requestsPerMinute: 0,
      breaker: { failures: 1, openFor: 1_000_000 },
    });
    const onPiece = () => {
      throw new Error('no room');
    };
    const signal = new AbortController().signal;
    await expect(calls.call({ prompt: PROMPT, milliseconds: 1_000, signal, onPiece })).rejects.toThrow(
      'no room',
    );
    expect(
      await calls.call({ prompt: PROMPT, milliseconds: 1_000, signal, onPiece: () => true }),
    ).toBeUndefined();
  });
});

describe('what a client throws', () => {
  it.each([
    [{ status: 429, headers: new Headers({ 'retry-after': '2' }) }, 'rate_limited', 2_000],
    [{ cause: { status_code: 500 } }, 'failed', undefined],
    [{ status: 429, headers: { 'retry-after-ms': '250' } }, 'rate_limited', 250],
    [{ statusCode: 403 }, 'rejected', undefined],
    [new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } }), 'unreachable', undefined],
    [new Error('Connection error.'), 'unreachable', undefined],
    ['just words', 'failed', undefined],
    [undefined, 'failed', undefined],
  ])('%o means %s', (error, reason, retryAfter) => {
    expect(failureOf(error)).toMatchObject({ reason, retryAfter });
  });

  it('may give a date to wait for', () => {
    const headers = { 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() };
    expect(failureOf({ status: 503, headers }).retryAfter).toBeGreaterThan(3_000_000);
  });
});

describe('a circuit', () => {
  it('opens after failures in a row, lets one call try after its time, and closes with its success', () => {
    let now = 0;
    const breaker = new CircuitBreaker({ failures: 2, openFor: 100 }, () => now);
    const fail = () => {
      expect(breaker.admit()).toBe(true);
      breaker.failed();
      breaker.release();
    };
    fail();
    breaker.succeeded();
    fail();
    fail();
    expect(breaker.admit()).toBe(false);
    now = 100;
    fail();
    expect(breaker.admit()).toBe(false);
    now = 200;
    expect(breaker.admit()).toBe(true);
    expect(breaker.admit()).toBe(false);
    breaker.release();
    expect(breaker.admit()).toBe(true);
    breaker.succeeded();
    breaker.release();
    expect(breaker.admit()).toBe(true);
    expect(breaker.admit()).toBe(true);
  });
});

describe('a budget of requests', () => {
  it('is so many in any minute', () => {
    let now = 0;
    const budget = new RequestBudget(2, () => now);
    expect([budget.take(), budget.take(), budget.take()]).toEqual([true, true, false]);
    now = 59_999;
    expect(budget.take()).toBe(false);
    now = 60_000;
    expect([budget.take(), budget.take(), budget.take()]).toEqual([true, true, false]);
  });

  it('of 0 is none at all', () => {
    const budget = new RequestBudget(0);
    expect(Array.from({ length: 1_000 }, () => budget.take())).not.toContain(false);
  });
});
