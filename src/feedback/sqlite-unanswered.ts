import type Database from 'better-sqlite3';
import { guarded } from './feedback-database.js';
import type {
  CountedQuestion,
  FeedbackBounds,
  UnansweredQuestion,
  UnansweredQuestions,
} from './feedback-store.js';

const MILLISECONDS_A_DAY = 24 * 60 * 60 * 1_000;

/** What was asked and refused: those asked most, and within the days of `bounds`. */
export class SqliteUnanswered implements UnansweredQuestions {
  private readonly upsert: Database.Statement;
  private readonly forget: Database.Statement;
  private readonly trim: Database.Statement;
  private readonly select: Database.Statement;

  constructor(
    private readonly database: Database.Database,
    private readonly dataFolder: string,
    private readonly bounds: FeedbackBounds,
    private readonly now: () => number,
  ) {
    this.upsert = database.prepare(
      `INSERT INTO unanswered (key, question, reason, nearest, times, first_asked_at, last_asked_at)
       VALUES (@key, @question, @reason, @nearest, 1, @at, @at)
       ON CONFLICT (key) DO UPDATE SET
         times = times + 1, last_asked_at = @at, reason = @reason, nearest = @nearest`,
    );
    this.forget = database.prepare('DELETE FROM unanswered WHERE last_asked_at < ?');
    this.trim = database.prepare(
      `DELETE FROM unanswered WHERE key IN (
         SELECT key FROM unanswered ORDER BY times, last_asked_at
         LIMIT max(0, (SELECT count(*) FROM unanswered) - ?)
       )`,
    );
    this.select = database.prepare(
      `SELECT key, question, reason, nearest, times,
         first_asked_at AS firstAskedAt, last_asked_at AS lastAskedAt
       FROM unanswered ORDER BY times DESC, last_asked_at DESC, key LIMIT ?`,
    );
  }

  count(question: UnansweredQuestion): Promise<void> {
    return this.countAll([question]);
  }

  /** Counts several for little more work than one. @throws CitewellError `storage_failed` */
  async countAll(questions: readonly UnansweredQuestion[]): Promise<void> {
    const at = this.now();
    const count = this.database.transaction(() => {
      for (const { key, question = null, reason, nearest = null } of questions) {
        this.upsert.run({ key, question, reason, nearest, at: new Date(at).toISOString() });
      }
      const oldest = at - this.bounds.questionDays * MILLISECONDS_A_DAY;
      this.forget.run(new Date(oldest).toISOString());
      this.trim.run(this.bounds.questions);
    });
    guarded(this.dataFolder, () => count.immediate());
  }

  async list(limit: number): Promise<CountedQuestion[]> {
    const rows = guarded(this.dataFolder, () => this.select.all(limit)) as CountedRow[];
    return rows.map(({ question, nearest, ...row }) => ({
      ...row,
      ...(question !== null && { question }),
      ...(nearest !== null && { nearest }),
    }));
  }
}

type CountedRow = Omit<CountedQuestion, 'question' | 'nearest'> & {
  readonly question: string | null;
  readonly nearest: string | null;
};
