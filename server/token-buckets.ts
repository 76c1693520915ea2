import { LRUCache } from 'lru-cache';

/**
 * Most clients that are remembered, some 200 bytes each. Beyond it the longest unseen is forgotten, which gives it a
 * full bucket: a minute without requests gives it that as well.
 */
const MOST_CLIENTS = 20_000;
const MILLISECONDS_A_MINUTE = 60_000;

interface Bucket {
  readonly tokens: number;
  /** When `tokens` was right, by {@link TokenBuckets}' clock. */
  readonly at: number;
}

/** What became of a request for a token. */
export interface TokenGrant {
  readonly granted: boolean;
  /** Whole tokens that are left. */
  readonly remaining: number;
  /** Seconds until the next token, where there is none. */
  readonly retryAfterSeconds: number;
  /** Seconds until the bucket is full again. */
  readonly resetSeconds: number;
}

/**
 * A token bucket a client (Turner, 1986): `perMinute` tokens at most, that many come back in a minute, evenly. So a
 * page that asks for several things at once is let through, and in the long run the rate holds.
 */
export class TokenBuckets {
  readonly #buckets = new LRUCache<string, Bucket>({ max: MOST_CLIENTS });

  /** @param now milliseconds that never go back */
  constructor(
    readonly perMinute: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  take(client: string): TokenGrant {
    const perMillisecond = this.perMinute / MILLISECONDS_A_MINUTE;
    const at = this.now();
    const former = this.#buckets.get(client) ?? { tokens: this.perMinute, at };
    const filled = Math.min(this.perMinute, former.tokens + (at - former.at) * perMillisecond);
    const granted = filled >= 1;
    const tokens = granted ? filled - 1 : filled;
    this.#buckets.set(client, { tokens, at });
    return {
      granted,
      remaining: Math.floor(tokens),
      retryAfterSeconds: granted ? 0 : secondsFor(1 - tokens, perMillisecond),
      resetSeconds: secondsFor(this.perMinute - tokens, perMillisecond),
    };
  }
}

function secondsFor(tokens: number, perMillisecond: number): number {
  return Math.ceil(tokens / perMillisecond / 1_000);
}
