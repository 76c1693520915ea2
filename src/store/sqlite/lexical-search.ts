import type Database from 'better-sqlite3';
import { MOST_OCCURRENCES, searchedStems } from '../searched-stems.js';
import { bestPassages } from './best-passages.js';
import { CommonStems } from './common-stems.js';
import type { PassageFrequencies } from './passage-frequencies.js';
import { StemScores } from './stem-scores.js';
import { StoreFacts } from './store-facts.js';

/** What full-text search found in one generation. */
export interface LexicalFindings {
  readonly generation: number;
  /** Number of passages that hold each of the stems. */
  readonly passageFrequencies: ReadonlyMap<string, number>;
  /** By passage; higher is better. */
  readonly scores: ReadonlyMap<number, number>;
}

/** Full-text search, ranked by BM25. */
export class LexicalSearch {
  private readonly facts: StoreFacts;
  private readonly stemScores: StemScores;
  private readonly commonStems: CommonStems;

  /** @param mostOccurrences as of {@link searchedStems} */
  constructor(
    database: Database.Database,
    private readonly frequencies: PassageFrequencies,
    private readonly mostOccurrences = MOST_OCCURRENCES,
  ) {
    this.facts = new StoreFacts(database);
    this.stemScores = new StemScores(database);
    this.commonStems = new CommonStems(database);
  }

  /** The passages that hold any of the stems, `limit` at most. Runs within the caller's transaction. */
  find(stems: readonly string[], limit: number): LexicalFindings {
    const passageFrequencies = this.frequencies.of(stems);
    return {
      generation: this.facts.generation(),
      passageFrequencies,
      scores: this.scores(passageFrequencies, limit),
    };
  }

  private scores(passageFrequencies: ReadonlyMap<string, number>, limit: number): LexicalFindings['scores'] {
    const searched = searchedStems(passageFrequencies, this.mostOccurrences);
    const [rarest] = searched;
    if (rarest !== undefined && (passageFrequencies.get(rarest) ?? 0) > this.mostOccurrences) {
      return this.commonStems.best(rarest, limit);
    }
    return bestPassages([...this.stemScores.of(searched).values()], limit);
  }
}
