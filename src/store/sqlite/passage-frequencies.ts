import type Database from 'better-sqlite3';
import { KEPT_STEMS } from '../kept-stems.js';
import { KeptReads } from './kept-reads.js';

/**
 * In how many passages a stem stands; 0 for one that no passage holds. FTS5 keeps no such number and walks through the
 * stem's occurrences to tell, which takes milliseconds for a common word of a large index.
 */
export class PassageFrequencies extends KeptReads<string, number> {
  constructor(database: Database.Database) {
    const select = database.prepare('SELECT doc FROM vocabulary WHERE term = ?').pluck();
    super(database, KEPT_STEMS, (stem) => (select.get(stem) as number | undefined) ?? 0);
  }
}
