import { CitewellError } from '../../errors.js';
import type { Candidate, StoreFindings, StoreQuery } from '../knowledge-store.js';
import { wellFormed } from '../row-checksum.js';
import { vectorOf } from '../vector-bytes.js';
import { bm25 } from './bm25.js';
import type { Cluster } from './cluster.js';
import { storeFailure } from './cluster-error.js';
import { type IndexLayout, LONGEST_STEM } from './index-layout.js';
import type { IndexState, StateRecord } from './index-state.js';
import type { RecordLookup } from './record-lookup.js';
import { type PassageRecord, termList } from './records.js';
import { type Clause, inOneState, visiblePassages } from './visible.js';

/** Breadth of the search in each segment's graph, of which an index has several. */
const SEARCH_BREADTH = 200;
/** Lucene takes 1,024 clauses of a query; no question has as many words that say something. */
const MOST_STEMS = 1_000;
/** Lucene's ranking is near ours, not ours: so many times the candidates are scored exactly. */
const SPARE = 2;
const MOST_HITS = 10_000;

interface Hit {
  readonly _id: string;
  readonly _score: number;
  readonly _source?: { readonly terms: string };
}

interface SearchReply {
  readonly error?: { readonly type: string; readonly reason?: string };
  readonly hits: { readonly hits: readonly Hit[] };
  readonly aggregations?: { readonly stems: { readonly buckets: readonly { readonly doc_count: number }[] } };
}

/** The dense and the lexical search. */
export class PassageSearch {
  constructor(
    private readonly cluster: Cluster,
    private readonly layout: IndexLayout,
    private readonly record: StateRecord,
    private readonly lookup: RecordLookup,
  ) {}

  /** @throws CitewellError `index_incompatible`, `storage_failed` */
  search(query: StoreQuery): Promise<StoreFindings> {
    return inOneState(this.record, (state) => this.searchState(state, query));
  }

  /** Number of passages that hold each of the stems; 0 where none does. @throws CitewellError `storage_failed` */
  async frequencies(state: IndexState, stems: readonly string[]): Promise<Map<string, number>> {
    const frequencies = new Map(stems.map((stem) => [stem, 0]));
    const searchable = searchableStems(stems);
    if (state.dimensions === 0 || searchable.length === 0) return frequencies;
    const [reply] = await this.ask(state, [this.counting(state, searchable)]);
    return counted(frequencies, searchable, reply);
  }

  private async searchState(state: IndexState, { vector, stems, limit }: StoreQuery): Promise<StoreFindings> {
    const frequencies = new Map(stems.map((stem) => [stem, 0]));
    const { generation, passages, terms, dimensions } = state;
    const findings = { generation, passageFrequencies: frequencies, passageCount: passages };
    if (dimensions === 0) return { ...findings, candidates: [] };
    if (vector && vector.length !== dimensions) throw incompatible(vector.length, dimensions);
    const searchable = searchableStems(stems);
    const bodies = [
      ...(vector ? [this.dense(state, vector, limit)] : []),
      ...(searchable.length > 0
        ? [this.lexical(state, searchable, SPARE * limit), this.counting(state, searchable)]
        : []),
    ];
    const replies = await this.ask(state, bodies);
    const cosines = new Map(vector ? replies.shift()?.hits.hits.map(cosineOf) : []);
    const [lexical, counts] = replies;
    counted(frequencies, searchable, counts);
    const collection = { passages, terms, frequencies };
    const scored = (lexical?.hits.hits ?? [])
      .map(
        ({ _id, _source }) =>
          [Number(_id), bm25(termList(_source?.terms ?? ''), searchable, collection)] as const,
      )
      .sort(([, a], [, b]) => b - a)
      .slice(0, limit);
    const scores = new Map(scored);
    const unknown = [...scores.keys()].filter((id) => !cosines.has(id));
    if (vector && unknown.length > 0) {
      const [reply] = await this.ask(state, [this.exact(vector, unknown)]);
      for (const [id, cosine] of reply?.hits.hits.map(cosineOf) ?? []) cosines.set(id, cosine);
      const outside = unknown.filter((id) => !cosines.has(id));
      for (const [id, cosine] of await this.cosinesOutside(state, vector, outside)) cosines.set(id, cosine);
    }
    const candidates: Candidate[] = [...new Set([...cosines.keys(), ...scores.keys()])].map((passageId) => ({
      passageId,
      cosine: cosines.get(passageId) ?? 0,
      bm25: scores.get(passageId) ?? 0,
    }));
    return { ...findings, candidates };
  }

  private dense(state: IndexState, vector: Float32Array, limit: number): object {
    const { filter, mustNot } = visiblePassages(state);
    const bool = { filter, must_not: mustNot };
    const hidden = filter.length + mustNot.length > 0;
    // In the clause, where the graph is searched: filtered afterwards, what is hidden would take the place of others.
    const knn = {
      vector: Array.from(vector),
      k: Math.max(limit, SEARCH_BREADTH),
      ...(hidden && { filter: { bool } }),
    };
    return { size: limit, _source: false, query: { knn: { vector: knn } } };
  }

  /** All of the ids, with no graph: their number is that of the neighbours asked for. */
  private exact(vector: Float32Array, ids: readonly number[]): object {
    const knn = { vector: Array.from(vector), k: ids.length, filter: { terms: { key: ids } } };
    return { size: ids.length, _source: false, query: { knn: { vector: knn } } };
  }

  private lexical(state: IndexState, stems: readonly string[], limit: number): object {
    const { filter, mustNot } = visiblePassages(state);
    const should = stems.map((stem): Clause => ({ term: { terms: stem } }));
    return {
      size: Math.min(limit, MOST_HITS),
      _source: ['terms'],
      track_total_hits: false,
      query: { bool: { should, minimum_should_match: 1, filter, must_not: mustNot } },
    };
  }

  /** Counts what is there, which Lucene's own frequencies do only once what was deleted is merged away. */
  private counting(state: IndexState, stems: readonly string[]): object {
    const { filter, mustNot } = visiblePassages(state);
    const filters = stems.map((stem): Clause => ({ term: { terms: stem } }));
    return {
      size: 0,
      query: { bool: { filter, must_not: mustNot } },
      aggs: { stems: { filters: { filters } } },
    };
  }

  /** Of passages that are not in the graph, where a twin of theirs is. */
  private async cosinesOutside(
    state: IndexState,
    vector: Float32Array,
    ids: readonly number[],
  ): Promise<[number, number][]> {
    const without = ['json', 'text', 'terms'];
    const records = await this.lookup.byKey<PassageRecord>(state, ids, without);
    return records.flatMap((record) => {
      if (!record) return [];
      const own = vectorOf(Buffer.from(record.vectors, 'base64'));
      const cosine = vector.reduce((sum, component, index) => sum + component * (own[index] ?? 0), 0);
      return [[record.key, cosine] as [number, number]];
    });
  }

  private async ask(state: IndexState, bodies: readonly object[]): Promise<SearchReply[]> {
    if (bodies.length === 0) return [];
    const index = this.layout.of(state.epoch).passages;
    // Frequencies of all shards, so that each ranks as the whole would.
    const header = { index, search_type: 'dfs_query_then_fetch', allow_partial_search_results: false };
    const { responses } = await this.cluster.call<{ responses: SearchReply[] }>((client) =>
      client.msearch({ body: bodies.flatMap((body) => [header, body]) as object[] }),
    );
    for (const { error } of responses) {
      if (error) throw storeFailure(`${error.type}: ${error.reason ?? ''}`, this.cluster.address);
    }
    return responses;
  }
}

function counted(
  frequencies: Map<string, number>,
  stems: readonly string[],
  reply: SearchReply | undefined,
): Map<string, number> {
  const buckets = reply?.aggregations?.stems.buckets ?? [];
  stems.forEach((stem, position) => {
    frequencies.set(stem, buckets[position]?.doc_count ?? 0);
  });
  return frequencies;
}

function searchableStems(stems: readonly string[]): string[] {
  return stems
    .filter((stem) => stem !== '' && stem.length <= LONGEST_STEM && wellFormed(stem) === stem)
    .slice(0, MOST_STEMS);
}

/** The k-NN plug-in gives an inner product s of 0 or more as s + 1, others as 1 / (1 - s). */
function cosineOf({ _id, _score }: Hit): [number, number] {
  return [Number(_id), _score >= 1 ? _score - 1 : 1 - 1 / _score];
}

function incompatible(asked: number, found: number): CitewellError {
  return new CitewellError(
    'index_incompatible',
    `The question's vector has ${asked} dimensions, those of the index ${found}: another embedding model made it. Run "citewell index" to make it anew.`,
    { found, expected: asked },
  );
}
