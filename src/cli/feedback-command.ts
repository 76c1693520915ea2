import { readStore } from '../engine/stores.js';
import { feedbackExists } from '../feedback/feedback-database.js';
import type { StoredRating } from '../feedback/feedback-store.js';
import { questionSetLine } from '../feedback/question-set-line.js';
import { SqliteFeedback } from '../feedback/sqlite-feedback.js';
import type { CitewellSettings } from '../settings/settings-schema.js';
import { visibleText } from '../visible-text.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import type { RatingChoice } from './rating-choice.js';

const PAGE = 500;

/** `citewell feedback export`: a question set of what people rated, a line each; what is left out, on stderr. */
export async function exportFeedbackCommand(
  settings: CitewellSettings,
  choice: RatingChoice,
): Promise<ExitCode> {
  let left = 0;
  await withRatings(settings.dataDir, (eachRating) =>
    readStore(settings, async ({ catalogue }) => {
      const textOf = async (id: string) => (await catalogue.document(id))?.text;
      for await (const rating of eachRating()) {
        if (choice !== 'all' && rating.helpful !== (choice === 'helpful')) continue;
        const line = await questionSetLine(rating, textOf);
        if (line) process.stdout.write(`${JSON.stringify(line)}\n`);
        else left++;
      }
    }),
  );
  if (left > 0) {
    process.stderr.write(
      `${left} left out: their question was not kept, or their quotes are no longer in the documents.\n`,
    );
  }
  return EXIT.ok;
}

/** `citewell questions`: what was asked and not answered, the most frequent first. */
export async function questionsCommand(
  { dataDir }: CitewellSettings,
  limit: number,
  json: boolean,
): Promise<ExitCode> {
  if (!feedbackExists(dataDir)) return nothingKept();
  const feedback = SqliteFeedback.open(dataDir);
  try {
    const questions = await feedback.unanswered.list(limit);
    if (questions.length === 0) return nothingKept();
    for (const { key: _key, ...counted } of questions) {
      const { times, lastAskedAt, question, reason, nearest } = counted;
      const shown = question === undefined ? `(not kept: ${reason})` : visibleText(question);
      const near = nearest === undefined ? '' : visibleText(nearest);
      const columns = [times, lastAskedAt.slice(0, 10), shown, near];
      process.stdout.write(`${json ? JSON.stringify(counted) : columns.join('\t')}\n`);
    }
    return EXIT.ok;
  } finally {
    await feedback.close();
  }
}

function nothingKept(): ExitCode {
  process.stderr.write('No question went unanswered yet. A server counts those that it refuses.\n');
  return EXIT.ok;
}

async function withRatings(
  dataDir: string,
  run: (eachRating: () => AsyncGenerator<StoredRating>) => Promise<void>,
): Promise<void> {
  if (!feedbackExists(dataDir)) {
    process.stderr.write('Nobody rated an answer yet: POST /api/feedback does.\n');
    return;
  }
  const feedback = SqliteFeedback.open(dataDir);
  try {
    await run(async function* () {
      for (let after = 0; ; ) {
        const ratings = await feedback.ratings.list({ after, limit: PAGE });
        yield* ratings;
        const last = ratings.at(-1);
        if (!last || ratings.length < PAGE) return;
        after = last.number;
      }
    });
  } finally {
    await feedback.close();
  }
}
