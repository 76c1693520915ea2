import { feedbackExists, guarded, openFeedbackDatabase } from './feedback-database.js';

/**
 * Copies the feedback, as of one moment, into a new file.
 *
 * @returns false where there is none
 * @throws CitewellError `storage_failed`
 */
export function snapshotFeedback(dataFolder: string, file: string): boolean {
  if (!feedbackExists(dataFolder)) return false;
  const database = openFeedbackDatabase(dataFolder);
  try {
    guarded(dataFolder, () => database.prepare('VACUUM INTO ?').run(file));
    return true;
  } finally {
    database.close();
  }
}

/**
 * Puts the feedback of another data folder in the place of this one's, in one transaction: a server that has it
 * open goes on.
 *
 * @throws CitewellError `storage_failed`
 */
export function replaceFeedback(dataFolder: string, otherFolder: string): void {
  const other = openFeedbackDatabase(otherFolder);
  const database = openFeedbackDatabase(dataFolder);
  try {
    guarded(dataFolder, () => {
      database.prepare('ATTACH ? AS other').run(other.name);
      database
        .transaction(() => {
          database.exec(`
            DELETE FROM ratings; INSERT INTO ratings SELECT * FROM other.ratings;
            DELETE FROM unanswered; INSERT INTO unanswered SELECT * FROM other.unanswered;
          `);
        })
        .immediate();
    });
  } finally {
    database.close();
    other.close();
  }
}
