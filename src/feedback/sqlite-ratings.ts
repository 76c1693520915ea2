import type Database from 'better-sqlite3';
import { guarded } from './feedback-database.js';
import type { FeedbackBounds, Rating, Ratings, StoredRating } from './feedback-store.js';

/** What people thought of answers, the newest `bounds.ratings` of them. */
export class SqliteRatings implements Ratings {
  private readonly upsert: Database.Statement;
  private readonly trim: Database.Statement;
  private readonly select: Database.Statement;

  constructor(
    database: Database.Database,
    private readonly dataFolder: string,
    private readonly bounds: FeedbackBounds,
    private readonly now: () => number,
  ) {
    this.upsert = database.prepare(
      `INSERT INTO ratings (answer_id, rated_at, rating) VALUES (?, ?, ?)
       ON CONFLICT (answer_id) DO UPDATE SET rated_at = excluded.rated_at, rating = excluded.rating`,
    );
    this.trim = database.prepare('DELETE FROM ratings WHERE number <= (SELECT max(number) FROM ratings) - ?');
    this.select = database.prepare(
      'SELECT number, rated_at AS ratedAt, rating FROM ratings WHERE number > ? ORDER BY number LIMIT ?',
    );
  }

  async put(rating: Rating): Promise<void> {
    guarded(this.dataFolder, () => {
      this.upsert.run(rating.answerId, new Date(this.now()).toISOString(), JSON.stringify(rating));
      this.trim.run(this.bounds.ratings);
    });
  }

  async list({ after = 0, limit }: { after?: number; limit: number }): Promise<StoredRating[]> {
    const rows = guarded(this.dataFolder, () => this.select.all(after, limit)) as {
      number: number;
      ratedAt: string;
      rating: string;
    }[];
    return rows.map(({ rating, ...row }) => ({ ...(JSON.parse(rating) as Rating), ...row }));
  }
}
