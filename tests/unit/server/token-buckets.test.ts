import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TokenBuckets } from '../../../server/token-buckets.js';

describe('a token bucket', () => {
  it('grants as many at once as a minute allows, then one each time that one has come back', () => {
    let now = 0;
    const buckets = new TokenBuckets(60, () => now);
    for (let taken = 1; taken <= 60; taken++) {
      expect(buckets.take('a')).toMatchObject({ granted: true, remaining: 60 - taken });
    }
    expect(buckets.take('a')).toMatchObject({ granted: false, retryAfterSeconds: 1, remaining: 0 });
    now = 999;
    expect(buckets.take('a').granted).toBe(false);
    now = 1_000;
    expect(buckets.take('a').granted).toBe(true);
    expect(buckets.take('a').granted).toBe(false);
    expect(buckets.take('b').granted).toBe(true);
  });

  it('says how long to wait where one comes back in less and in more than a second', () => {
    for (const [perMinute, seconds] of [
      [1, 60],
      [7, 9],
      [600, 1],
    ] as const) {
      const buckets = new TokenBuckets(perMinute, () => 0);
      for (let taken = 0; taken < perMinute; taken++) buckets.take('a');
      expect(buckets.take('a').retryAfterSeconds).toBe(seconds);
    }
  });

  it('never grants more than the rate over any stretch of time, and always after the wait that it names', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 200 }),
        (perMinute, pauses) => {
          let now = 0;
          const buckets = new TokenBuckets(perMinute, () => now);
          let granted = 0;
          for (const pause of pauses) {
            now += pause;
            const grant = buckets.take('a');
            if (grant.granted) granted++;
            else now += grant.retryAfterSeconds * 1_000;
            if (!grant.granted) {
              expect(buckets.take('a').granted).toBe(true);
              granted++;
            }
          }
          expect(granted).toBeLessThanOrEqual(perMinute + (now / 60_000) * perMinute + 1e-6);
        },
      ),
    );
  });

  it('forgets the longest unseen client when there are too many', () => {
    const buckets = new TokenBuckets(1, () => 0);
    buckets.take('first');
    for (let client = 0; client < 20_000; client++) buckets.take(`client ${client}`);
    expect(buckets.take('client 19999').granted).toBe(false);
    expect(buckets.take('first').granted).toBe(true);
  });
});
