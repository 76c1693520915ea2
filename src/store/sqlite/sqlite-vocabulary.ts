import type Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import type { StemFrequency, Vocabulary } from '../knowledge-store.js';
import { SAMPLED_PASSAGES, writtenForms } from '../written-forms.js';
import type { PassageFrequencies } from './passage-frequencies.js';
import { guarded } from './sqlite-database.js';

/** The letters of an alphabet. */
const KEPT_PREFIXES = 32;

/** The words of the SQLite store's lexical index. */
export class SqliteVocabulary implements Vocabulary {
  private readonly selectRange: Database.Statement;
  private readonly selectSample: Database.Statement;
  private readonly selectGeneration: Database.Statement;
  private readonly byPrefix = new LRUCache<string, readonly StemFrequency[]>({ max: KEPT_PREFIXES });
  /** The generation that `byPrefix` stands for. */
  private generation = -1;

  constructor(
    database: Database.Database,
    private readonly dataFolder: string,
    private readonly passageFrequencies: PassageFrequencies,
  ) {
    this.selectRange = database.prepare(
      'SELECT term AS stem, doc AS passages FROM vocabulary WHERE term >= ? AND term < ?',
    );
    this.selectGeneration = database.prepare("SELECT value FROM facts WHERE name = 'generation'").pluck();
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

  async stems({
    prefix,
    shortest,
    longest,
  }: {
    prefix: string;
    shortest: number;
    longest: number;
  }): Promise<StemFrequency[]> {
    return this.stemsFrom(prefix).filter(({ stem }) => stem.length >= shortest && stem.length <= longest);
  }

  async written(stem: string): Promise<string[]> {
    // To FTS5 a NUL ends the query.
    if (stem.includes('\0')) return [];
    const rows = guarded(
      this.dataFolder,
      () => this.selectSample.all(`"${stem.replaceAll('"', '""')}"`) as Record<string, string>[],
    );
    const texts = rows.flatMap((row) => Object.values(row));
    return writtenForms(stem, texts);
  }

  /** FTS5 counts a stem's passages by walking through them: what was counted is kept for as long as the index stays. */
  private stemsFrom(prefix: string): readonly StemFrequency[] {
    return guarded(this.dataFolder, () => {
      const generation = this.selectGeneration.get() as number;
      if (generation !== this.generation) this.byPrefix.clear();
      this.generation = generation;
      const known = this.byPrefix.get(prefix);
      if (known) return known;
      const stems = this.selectRange.all(prefix, `${prefix}\u{10FFFF}`) as StemFrequency[];
      this.byPrefix.set(prefix, stems);
      return stems;
    });
  }
}
