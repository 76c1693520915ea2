import { createRoute } from '@hono/zod-openapi';
import type { QuestionAnswerer } from '../../src/citewell-api.js';
import { CitewellError } from '../../src/errors.js';
import type { FeedbackStore } from '../../src/feedback/feedback-store.js';
import { ratingOf, unansweredOf } from '../../src/feedback/record-answer.js';
import type { AnswerArchive } from '../answer-archive.js';
import type { ServerApp } from '../environment.js';
import { feedbackRequestSchema } from '../schemas/feedback.js';
import { BODY_PROBLEMS, problemDescription } from '../schemas/problem.js';

type Answer = Awaited<ReturnType<QuestionAnswerer['ask']>>;

/** What becomes of the opinions and the questions of those who ask. */
export interface FeedbackServices {
  readonly store: FeedbackStore;
  /** Whether what was asked is kept, or only that something was. */
  readonly keepQuestions: boolean;
  /** Told of a refused question that could not be counted: its client has its answer by then. */
  readonly onFailure: (error: unknown) => void;
}

const route = createRoute({
  method: 'post',
  path: '/api/feedback',
  summary: 'Say whether an answer helped',
  description: 'A later rating of the same answer takes the place of the earlier one.',
  request: { body: { required: true, content: { 'application/json': { schema: feedbackRequestSchema } } } },
  responses: {
    204: { description: 'It is kept.' },
    ...BODY_PROBLEMS,
    404: problemDescription('There is no such answer, or it was given more than an hour ago.'),
  },
});

export function addFeedbackRoute(
  app: ServerApp,
  archive: AnswerArchive,
  { store, keepQuestions }: FeedbackServices,
): void {
  app.openapi(route, async (context) => {
    const { answerId, ...opinion } = context.req.valid('json');
    const answer = archive.find(answerId);
    if (answer === undefined || answer === 'expected') {
      throw new CitewellError(
        'not_found',
        'There is no such answer, or it was given too long ago: an answer can be rated for an hour.',
        { answerId },
      );
    }
    await store.ratings.put(ratingOf(answer, opinion, keepQuestions));
    return context.body(null, 204);
  });
}

/** Counts a refused question; waits for nothing. */
export function countIfUnanswered(
  answer: Answer,
  { store, keepQuestions, onFailure }: FeedbackServices,
): void {
  const question = unansweredOf(answer, keepQuestions);
  if (question) store.unanswered.count(question).catch(onFailure);
}
