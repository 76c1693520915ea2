import { cosine } from '../../cosine.js';
import { CitewellError } from '../../errors.js';
import { bm25 } from '../bm25.js';
import type { Candidate, StoreFindings, StoreQuery } from '../knowledge-store.js';
import { searchedStems } from '../searched-stems.js';
import { vectorOf } from '../vector-bytes.js';
import type { IndexState, StateRecord } from './index-state.js';
import { PassageFrequencies } from './passage-frequencies.js';
import type { PassageHit, PassageIndex } from './passage-index.js';
import { countingQuery, denseQuery, exactQuery, lexicalQuery, searchableStems } from './passage-queries.js';
import type { RecordLookup } from './record-lookup.js';
import { type PassageRecord, termList } from './records.js';
import { inOneState } from './visible.js';

type VectorQuery = StoreQuery & { readonly vector?: Float32Array };

/** Lucene's ranking is near ours, not ours: so many times the candidates are scored exactly. */
const SPARE = 2;

/** The dense and the lexical search. */
export class PassageSearch {
  private readonly counted = new PassageFrequencies();

  constructor(
    private readonly passages: PassageIndex,
    private readonly record: StateRecord,
    private readonly lookup: RecordLookup,
  ) {}

  /** @throws CitewellError `index_incompatible`, `storage_failed` */
  async search(query: StoreQuery): Promise<StoreFindings> {
    const vector = await query.vector;
    const { stems, limit } = query;
    return inOneState(this.record, (state) =>
      this.searchState(state, { stems, limit, ...(vector && { vector }) }),
    );
  }

  /** Number of passages that hold each of the stems; 0 where none does. @throws CitewellError `storage_failed` */
  async frequencies(state: IndexState, stems: readonly string[]): Promise<Map<string, number>> {
    const searchable = state.dimensions === 0 ? [] : searchableStems(stems);
    // Held from here on: other questions are answered meanwhile, and what is kept is bounded.
    const known = this.counted.known(state, searchable);
    const counts = await this.count(
      state,
      searchable.filter((stem) => !known.has(stem)),
    );
    this.counted.keep(state, counts);
    return new Map(stems.map((stem) => [stem, known.get(stem) ?? counts.get(stem) ?? 0]));
  }

  private async count(state: IndexState, stems: readonly string[]): Promise<Map<string, number>> {
    if (stems.length === 0) return new Map();
    const [reply] = await this.passages.ask(state, [countingQuery(state, stems)]);
    const buckets = reply?.aggregations?.stems.buckets ?? [];
    return new Map(stems.map((stem, position) => [stem, buckets[position]?.doc_count ?? 0]));
  }

  private async searchState(
    state: IndexState,
    { vector, stems, limit }: VectorQuery,
  ): Promise<StoreFindings> {
    const { generation, passages, dimensions } = state;
    const passageFrequencies = await this.frequencies(state, stems);
    const findings = { generation, passageFrequencies, passageCount: passages };
    if (dimensions === 0) return { ...findings, candidates: [] };
    if (vector && vector.length !== dimensions) throw incompatible(vector.length, dimensions);
    const searched = searchedStems(passageFrequencies);
    const replies = await this.passages.ask(state, [
      ...(vector ? [denseQuery(state, vector, limit)] : []),
      ...(searched.length > 0 ? [lexicalQuery(state, searched, SPARE * limit)] : []),
    ]);
    const cosines = new Map(vector ? replies.shift()?.hits.hits.map(cosineOf) : []);
    const scores = scoresOf(replies.shift()?.hits.hits ?? [], searched, {
      passages,
      terms: state.terms,
      frequencies: passageFrequencies,
    }).slice(0, limit);
    const unknown = scores.map(([id]) => id).filter((id) => !cosines.has(id));
    if (vector)
      for (const [id, cosine] of await this.cosines(state, vector, unknown)) cosines.set(id, cosine);
    const bm25s = new Map(scores);
    const candidates: Candidate[] = [...new Set([...cosines.keys(), ...bm25s.keys()])].map((passageId) => ({
      passageId,
      cosine: cosines.get(passageId) ?? 0,
      bm25: bm25s.get(passageId) ?? 0,
    }));
    return { ...findings, candidates };
  }

  /** Of passages that the graph was not searched for. */
  private async cosines(
    state: IndexState,
    vector: Float32Array,
    ids: readonly number[],
  ): Promise<(readonly [number, number])[]> {
    if (ids.length === 0) return [];
    const [reply] = await this.passages.ask(state, [exactQuery(vector, ids)]);
    const inGraph = reply?.hits.hits.map(cosineOf) ?? [];
    const found = new Set(inGraph.map(([id]) => id));
    const outside = ids.filter((id) => !found.has(id));
    return [...inGraph, ...(await this.cosinesOutside(state, vector, outside))];
  }

  /** Of passages that are not in the graph, where a twin of theirs is. */
  private async cosinesOutside(
    state: IndexState,
    vector: Float32Array,
    ids: readonly number[],
  ): Promise<(readonly [number, number])[]> {
    const without = ['json', 'text', 'terms'];
    const records = await this.lookup.byKey<PassageRecord>(state, ids, without);
    return records.flatMap((record) => {
      if (!record) return [];
      const own = vectorOf(Buffer.from(record.vectors, 'base64'));
      return [[record.key, cosine(vector, own)] as const];
    });
  }
}

/** By our BM25, the best first. */
function scoresOf(
  hits: readonly PassageHit[],
  stems: readonly string[],
  collection: Parameters<typeof bm25>[2],
): (readonly [number, number])[] {
  return hits
    .map(
      ({ _id, _source }) => [Number(_id), bm25(termList(_source?.terms ?? ''), stems, collection)] as const,
    )
    .sort(([, a], [, b]) => b - a);
}

/** The k-NN plug-in gives an inner product s of 0 or more as s + 1, others as 1 / (1 - s). */
function cosineOf({ _id, _score }: PassageHit): readonly [number, number] {
  return [Number(_id), _score >= 1 ? _score - 1 : 1 - 1 / _score];
}

function incompatible(asked: number, found: number): CitewellError {
  return new CitewellError(
    'index_incompatible',
    `The question's vector has ${asked} dimensions, those of the index ${found}: another embedding model made it. Run "citewell index" to make it anew.`,
    { found, expected: asked },
  );
}
