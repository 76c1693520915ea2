import { workerData } from 'node:worker_threads';
import { serveCalls } from '../threads/serve-calls.js';
import type { Rating, UnansweredQuestion } from './feedback-store.js';
import { SqliteFeedback } from './sqlite-feedback.js';

let opened: SqliteFeedback | undefined;

/** Opened by the first call, whose caller then hears why it could not be. */
function store(): SqliteFeedback {
  opened ??= SqliteFeedback.open(workerData as string);
  return opened;
}

serveCalls({
  putRating: async (rating: Rating) => store().ratings.put(rating),
  listRatings: async (page: { after?: number; limit: number }) => store().ratings.list(page),
  countUnanswered: async (questions: readonly UnansweredQuestion[]) => store().unanswered.countAll(questions),
  listUnanswered: async (limit: number) => store().unanswered.list(limit),
  close: async () => opened?.close(),
});
