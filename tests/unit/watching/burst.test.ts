import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Burst } from '../../../src/watching/burst.js';

const LIMITS = { quiet: 500, longest: 2_000 };

let stop: AbortController;
let ended: number[];
beforeEach(() => {
  vi.useFakeTimers();
  stop = new AbortController();
  ended = [];
});
afterEach(async () => {
  stop.abort();
  vi.useRealTimers();
});

/** Notes when each burst is over, in milliseconds from here. */
function follow(burst: Burst): void {
  const startedAt = performance.now();
  void (async () => {
    while (!stop.signal.aborted) {
      await burst.over(stop.signal);
      if (!stop.signal.aborted) ended.push(Math.round(performance.now() - startedAt));
    }
  })();
}

describe('a burst of changes', () => {
  it('is over once nothing has changed for a while', async () => {
    const burst = new Burst(LIMITS);
    follow(burst);
    for (let change = 0; change < 4; change++) {
      burst.note();
      await vi.advanceTimersByTimeAsync(300);
    }
    expect(ended).toEqual([]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(ended).toEqual([1_400]);
  });

  it('is over after its longest time where changes never end, and another begins', async () => {
    const burst = new Burst(LIMITS);
    follow(burst);
    for (let change = 0; change < 30; change++) {
      burst.note();
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(ended).toEqual([2_000, 4_000, 6_000]);
  });

  it('that was noted while nobody waited is not lost', async () => {
    const burst = new Burst(LIMITS);
    burst.note();
    await vi.advanceTimersByTimeAsync(10_000);
    follow(burst);
    await vi.advanceTimersByTimeAsync(0);
    expect(ended).toEqual([0]);
  });

  it('is waited for no longer once the signal aborts', async () => {
    const burst = new Burst(LIMITS);
    const over = burst.over(stop.signal);
    stop.abort();
    await expect(over).resolves.toBeUndefined();
  });
});
