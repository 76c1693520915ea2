import type Database from 'better-sqlite3';

/** How many passages the store has, and the highest id of them. */
export interface Extent {
  readonly passages: number;
  readonly highest: number;
}

/**
 * Which passages belong into the vector graph. Of documents of the same title and text, whose vectors are the same,
 * the first: many equal points are linked to one another only, and a search that comes among them finds nothing else.
 */
export class GraphMembers {
  private readonly selectAll: Database.Statement;
  private readonly selectAfter: Database.Statement;
  private readonly selectExtent: Database.Statement;
  private readonly countAfter: Database.Statement;

  constructor(database: Database.Database) {
    this.selectAll = database
      .prepare(
        'SELECT id FROM passages WHERE document IN (SELECT min(key) FROM documents GROUP BY sha256, title)',
      )
      .pluck();
    this.selectAfter = database
      .prepare(
        `SELECT passages.id FROM passages JOIN documents ON documents.key = passages.document
         WHERE passages.id > ? AND NOT EXISTS (
           SELECT 1 FROM documents AS earlier WHERE earlier.sha256 = documents.sha256
             AND earlier.title = documents.title AND earlier.key < documents.key)`,
      )
      .pluck();
    this.selectExtent = database.prepare(
      `SELECT (SELECT value FROM facts WHERE name = 'passages') AS passages,
              (SELECT coalesce(max(id), 0) FROM passages) AS highest`,
    );
    this.countAfter = database.prepare('SELECT count(*) FROM passages WHERE id > ?').pluck();
  }

  extent(): Extent {
    return this.selectExtent.get() as Extent;
  }

  /** In no order; looks through all passages. */
  all(): number[] {
    return this.selectAll.all() as number[];
  }

  /**
   * Those that have come since the store had `before`, without a look at the others.
   *
   * @returns undefined where some passage has gone: others may then have to take its place
   */
  addedSince(before: Extent): number[] | undefined {
    // A passage's id is above all that were ever given: were some removed, there are fewer than these.
    const expected = before.passages + (this.countAfter.get(before.highest) as number);
    return this.extent().passages === expected
      ? (this.selectAfter.all(before.highest) as number[])
      : undefined;
  }
}
