import type Database from 'better-sqlite3';
import { cosine } from '../../cosine.js';
import type { Candidate, StoreFindings, StoreQuery } from '../knowledge-store.js';
import { KeptReads } from './kept-reads.js';
import type { LexicalFindings, LexicalSearch } from './lexical-search.js';
import { StoreFacts } from './store-facts.js';
import type { StoredVectors } from './stored-vectors.js';

/** Of 1.5 kB each: those of all passages of a small site. */
const KEPT_VECTORS = 5_000;

/** With what is compared with the question, as soon as that has its vector. */
interface ComparableFindings extends LexicalFindings {
  readonly vectors: ReadonlyMap<number, Float32Array>;
}

/** The dense and the lexical search, in one generation. */
export class PassageSearch {
  private readonly facts: StoreFacts;
  private readonly keptVectors: KeptReads<number, Float32Array>;
  /** What needs no vector. */
  private readonly searchFirst: Database.Transaction<PassageSearch['findLexically']>;
  private readonly searchLast: Database.Transaction<PassageSearch['find']>;

  constructor(
    database: Database.Database,
    private readonly vectors: StoredVectors,
    private readonly lexical: LexicalSearch,
  ) {
    this.keptVectors = new KeptReads(database, KEPT_VECTORS, (id) => vectors.read(id));
    this.facts = new StoreFacts(database);
    this.searchFirst = database.transaction((query) => this.findLexically(query));
    this.searchLast = database.transaction((query, vector, early) => this.find(query, vector, early));
  }

  /** @throws CitewellError `index_incompatible`, `index_damaged`; SqliteError */
  async search(query: StoreQuery): Promise<StoreFindings> {
    await this.vectors.refresh();
    // The vector may still be under way.
    const early = this.searchFirst.deferred(query);
    return this.searchLast.deferred(query, await query.vector, early);
  }

  private findLexically({ stems, limit, vector }: StoreQuery): ComparableFindings {
    const findings = this.lexical.find(stems, limit);
    const compared = vector === undefined ? [] : [...findings.scores.keys()];
    return { ...findings, vectors: this.keptVectors.of(compared) };
  }

  /** In one transaction: a change by another process cannot come between the two searches. */
  private find(
    query: StoreQuery,
    vector: Float32Array | undefined,
    early: ComparableFindings,
  ): StoreFindings {
    this.vectors.sync();
    const isCurrent = early.generation === this.facts.generation();
    return this.joined(isCurrent ? early : this.findLexically(query), vector, query.limit);
  }

  private joined(
    { generation, passageFrequencies, scores, vectors }: ComparableFindings,
    vector: Float32Array | undefined,
    limit: number,
  ): StoreFindings {
    const dense = vector ? this.vectors.nearest(vector, limit) : new Map<number, number>();
    const candidates: Candidate[] = [...new Set([...dense.keys(), ...scores.keys()])].map((passageId) => ({
      passageId,
      cosine: dense.get(passageId) ?? cosineOf(vectors.get(passageId), vector),
      bm25: scores.get(passageId) ?? 0,
    }));
    return { generation, candidates, passageFrequencies, passageCount: this.facts.passages() };
  }
}

/** 0 where one is missing. */
function cosineOf(one: Float32Array | undefined, other: Float32Array | undefined): number {
  return one && other ? cosine(one, other) : 0;
}
