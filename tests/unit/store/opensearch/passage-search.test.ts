import { afterEach, describe, expect, it } from 'vitest';
import { OpenSearchStore } from '../../../../src/store/opensearch/opensearch-store.js';
import { type FakeCluster, fakeCluster, INFO } from './fake-cluster.js';

const STATE = {
  format: 1,
  write: 'one',
  generation: 1,
  fingerprint: 'f',
  documents: 1,
  passages: 20_000,
  terms: 100_000,
  epoch: 1,
  dimensions: 2,
  next: 10,
  pending: null,
  superseded: { records: [], documents: [], epoch: null },
};
const FREQUENCIES: Readonly<Record<string, number>> = { khan: 3, year: 9_000, first: 8_000 };

interface Query {
  readonly aggs?: { readonly stems: { readonly filters: { filters: { term: { terms: string } }[] } } };
  readonly query?: { readonly bool?: { readonly should?: { readonly term: { readonly terms: string } }[] } };
}

let fake: FakeCluster | undefined;
afterEach(() => fake?.close());

interface Behaviour {
  /** Replies that are refused first. */
  readonly busy?: number;
  readonly onRefusal?: () => void;
  readonly state?: () => typeof STATE;
  /** What the counting of stems waits for. */
  readonly held?: (stems: readonly string[]) => Promise<void> | undefined;
}

/** A cluster with frequencies of its own that finds nothing. */
async function searched({ busy = 0, onRefusal, state = () => STATE, held }: Behaviour = {}) {
  const queries: Query[] = [];
  /** The index of each request. */
  const asked: string[] = [];
  let refusals = busy;
  fake = await fakeCluster(async (request, body) => {
    if (request.url === '/') return { body: INFO };
    if (request.url?.includes('/_doc/state')) {
      return { body: { found: true, _seq_no: 1, _primary_term: 1, _source: state() } };
    }
    asked.push(JSON.parse(body.slice(0, body.indexOf('\n'))).index);
    const parts = body
      .split('\n')
      .filter((line, position) => position % 2 === 1 && line !== '')
      .map((line) => JSON.parse(line) as Query);
    if (refusals-- > 0) {
      onRefusal?.();
      const error = { type: 'rejected_execution_exception', reason: 'the queue is full' };
      return { body: { responses: parts.map(() => ({ status: 429, error })) } };
    }
    queries.push(...parts);
    await held?.(parts.flatMap(stemsCounted));
    const responses = parts.map((query) => ({
      hits: { hits: [] },
      aggregations: {
        stems: {
          buckets: stemsCounted(query).map((stem) => ({ doc_count: FREQUENCIES[stem] ?? 0 })),
        },
      },
    }));
    return { body: { responses } };
  });
  const store = await OpenSearchStore.open({ nodes: [fake.address], index: 'x', shards: 1, replicas: 0 });
  return { store, queries, asked };
}

function stemsCounted({ aggs }: Query): string[] {
  return aggs?.stems.filters.filters.map(({ term }) => term.terms) ?? [];
}

describe('a search of several', () => {
  it('is made again where the cluster was too busy for one of them', async () => {
    const { store } = await searched({ busy: 2 });
    expect((await store.search({ stems: ['khan'], limit: 5 })).passageFrequencies.get('khan')).toBe(3);
    await store.close();
  });

  it('goes to the indexes that took the place of those which fail, and waits for them no longer', async () => {
    let state = STATE;
    const onRefusal = () => {
      state = { ...STATE, write: 'two', epoch: 2 };
    };
    const { store, asked } = await searched({ busy: 1, onRefusal, state: () => state });
    expect((await store.search({ stems: ['khan'], limit: 5 })).passageFrequencies.get('khan')).toBe(3);
    expect(asked).toEqual(['x-1-passages', 'x-2-passages', 'x-2-passages']);
    await store.close();
  });

  it('leaves out the commonest stems of a long question, as on one machine, and counts none of them twice', async () => {
    const { store, queries } = await searched();
    for (let time = 0; time < 2; time++) await store.search({ stems: ['year', 'first', 'khan'], limit: 5 });
    const lexical = queries.flatMap(({ query }) => query?.bool?.should ?? []).map(({ term }) => term.terms);
    expect(lexical).toEqual(['khan', 'first', 'khan', 'first']);
    expect(queries.filter(({ aggs }) => aggs)).toHaveLength(1);
    await store.close();
  });
});

describe('questions side by side', () => {
  it('know what they found known, though one that began before a change ends between', async () => {
    let state = STATE;
    const replies = new Map<string, () => void>();
    const held = (stems: readonly string[]) =>
      stems.some((stem) => stem === 'first' || stem === 'year')
        ? new Promise<void>((resolve) => replies.set(stems.join(' '), resolve))
        : undefined;
    const { store } = await searched({ state: () => state, held });
    const former = store.vocabulary.frequencies(['first']);
    await expect.poll(() => replies.has('first')).toBe(true);
    const reply = replies.get('first');
    replies.clear();
    state = { ...STATE, write: 'two', generation: 2 };
    await store.vocabulary.frequencies(['khan']);
    const later = store.vocabulary.frequencies(['khan', 'year']);
    await expect.poll(() => replies.has('year')).toBe(true);
    reply?.();
    // The former question asks once more, of the state that there is now.
    await expect.poll(() => replies.has('first')).toBe(true);
    for (const resolve of replies.values()) resolve();
    expect(await later).toEqual(new Map(Object.entries({ khan: 3, year: 9_000 })));
    expect(await former).toEqual(new Map([['first', 8_000]]));
    await store.close();
  });
});
