import type Database from 'better-sqlite3';
import { openFeedbackDatabase } from './feedback-database.js';
import { DEFAULT_BOUNDS, type FeedbackBounds, type FeedbackStore, type Ratings } from './feedback-store.js';
import { SqliteRatings } from './sqlite-ratings.js';
import { SqliteUnanswered } from './sqlite-unanswered.js';

/** Feedback in a SQLite file of its own, whose calls block: for a worker, or a command that does nothing else. */
export class SqliteFeedback implements FeedbackStore {
  readonly ratings: Ratings;
  readonly unanswered: SqliteUnanswered;

  private constructor(
    private readonly database: Database.Database,
    dataFolder: string,
    bounds: FeedbackBounds,
    now: () => number,
  ) {
    this.ratings = new SqliteRatings(database, dataFolder, bounds, now);
    this.unanswered = new SqliteUnanswered(database, dataFolder, bounds, now);
  }

  /**
   * @param now milliseconds since 1970
   * @throws CitewellError `storage_failed`
   */
  static open(
    dataFolder: string,
    bounds: FeedbackBounds = DEFAULT_BOUNDS,
    now: () => number = Date.now,
  ): SqliteFeedback {
    return new SqliteFeedback(openFeedbackDatabase(dataFolder), dataFolder, bounds, now);
  }

  async close(): Promise<void> {
    this.database.close();
  }
}
