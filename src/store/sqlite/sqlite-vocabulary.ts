import type Database from 'better-sqlite3';
import type { StemFrequency, Vocabulary } from '../knowledge-store.js';
import { SAMPLED_PASSAGES, writtenForms } from '../written-forms.js';
import { KeptReads } from './kept-reads.js';
import type { PassageFrequencies } from './passage-frequencies.js';
import { guarded } from './sqlite-database.js';
import { stemQuery } from './stem-query.js';

/** The letters of an alphabet. */
const KEPT_PREFIXES = 32;

/** The words of the SQLite store's lexical index. */
export class SqliteVocabulary implements Vocabulary {
  private readonly selectSample: Database.Statement;
  /** FTS5 counts a stem's passages by walking through them. */
  private readonly byPrefix: KeptReads<string, readonly StemFrequency[]>;

  constructor(
    database: Database.Database,
    private readonly dataFolder: string,
    private readonly passageFrequencies: PassageFrequencies,
  ) {
    const selectRange = database.prepare(
      'SELECT term AS stem, doc AS passages FROM vocabulary WHERE term >= ? AND term < ?',
    );
    this.byPrefix = new KeptReads(
      database,
      KEPT_PREFIXES,
      (prefix) => selectRange.all(prefix, `${prefix}\u{10FFFF}`) as readonly StemFrequency[],
    );
    this.selectSample = database.prepare(
      `SELECT documents.title, passages.headings, passages.text
       FROM (SELECT rowid FROM lexicon WHERE lexicon MATCH ? LIMIT ${SAMPLED_PASSAGES}) AS found
       JOIN passages ON passages.id = found.rowid JOIN documents ON documents.key = passages.document`,
    );
  }

  async frequencies(stems: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const counts = guarded(this.dataFolder, () => this.passageFrequencies.of(stems));
    return new Map([...counts].filter(([, count]) => count > 0));
  }

  async stems(range: { prefix: string; shortest: number; longest: number }): Promise<StemFrequency[]> {
    const { prefix, shortest, longest } = range;
    const stems = guarded(this.dataFolder, () => this.byPrefix.of([prefix]).get(prefix) ?? []);
    return stems.filter(({ stem }) => stem.length >= shortest && stem.length <= longest);
  }

  async written(stem: string): Promise<string[]> {
    const query = stemQuery(stem);
    if (query === undefined) return [];
    const rows = guarded(this.dataFolder, () => this.selectSample.all(query) as Record<string, string>[]);
    const texts = rows.flatMap((row) => Object.values(row));
    return writtenForms(stem, texts);
  }
}
