import type Database from 'better-sqlite3';
import type { StemFrequency, Vocabulary } from '../knowledge-store.js';
import { SAMPLED_PASSAGES, writtenForms } from '../written-forms.js';
import { guarded } from './sqlite-database.js';

/** The words of the SQLite store's lexical index. */
export class SqliteVocabulary implements Vocabulary {
  private readonly selectFrequency: Database.Statement;
  private readonly selectRange: Database.Statement;
  private readonly selectSample: Database.Statement;

  constructor(
    database: Database.Database,
    private readonly dataFolder: string,
  ) {
    this.selectFrequency = database.prepare('SELECT doc FROM vocabulary WHERE term = ?').pluck();
    this.selectRange = database.prepare(
      `SELECT term AS stem, doc AS passages FROM vocabulary
       WHERE term >= @prefix AND term < @end AND length(term) BETWEEN @shortest AND @longest`,
    );
    this.selectSample = database.prepare(
      `SELECT documents.title, passages.headings, passages.text
       FROM (SELECT rowid FROM lexicon WHERE lexicon MATCH ? LIMIT ${SAMPLED_PASSAGES}) AS found
       JOIN passages ON passages.id = found.rowid JOIN documents ON documents.key = passages.document`,
    );
  }

  async frequencies(stems: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return guarded(this.dataFolder, () => {
      const counts = stems.map(
        (stem) => [stem, this.selectFrequency.get(stem) as number | undefined] as const,
      );
      return new Map(
        counts.flatMap(([stem, count]) => (count === undefined ? [] : [[stem, count] as const])),
      );
    });
  }

  async stems(range: { prefix: string; shortest: number; longest: number }): Promise<StemFrequency[]> {
    return guarded(
      this.dataFolder,
      () => this.selectRange.all({ ...range, end: `${range.prefix}\u{10FFFF}` }) as StemFrequency[],
    );
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
}
