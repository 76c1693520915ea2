import type Database from 'better-sqlite3';
import type { StoreState } from '../knowledge-store.js';

/** What a store's database says of itself, one value a name. */
export class StoreFacts {
  private readonly select: Database.Statement;
  private readonly selectState: Database.Statement;

  constructor(database: Database.Database) {
    this.select = database.prepare('SELECT value FROM facts WHERE name = ?').pluck();
    // One statement, which no change by another process can come between.
    this.selectState = database.prepare(
      `SELECT (SELECT value FROM facts WHERE name = 'generation') AS generation,
              (SELECT value FROM facts WHERE name = 'fingerprint') AS fingerprint,
              (SELECT value FROM facts WHERE name = 'documents') AS documents,
              (SELECT value FROM facts WHERE name = 'passages') AS passages`,
    );
  }

  /** @returns undefined where the store has none of that name */
  value(name: 'generation' | 'fingerprint' | 'passages' | 'vector_file'): unknown {
    return this.select.get(name);
  }

  generation(): number {
    return this.value('generation') as number;
  }

  passages(): number {
    return this.value('passages') as number;
  }

  state(): StoreState {
    return this.selectState.get() as StoreState;
  }
}
