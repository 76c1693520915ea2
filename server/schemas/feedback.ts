import { z } from '@hono/zod-openapi';

/** Longest comment, in UTF-16 code units. */
const LONGEST_COMMENT = 2_000;

export const feedbackRequestSchema = z
  .strictObject({
    answerId: z.string().min(1).max(100).openapi({ description: 'The `id` of the answer.' }),
    helpful: z.boolean(),
    comment: z
      .string()
      .trim()
      .max(LONGEST_COMMENT, `must be ${LONGEST_COMMENT} characters at most`)
      .optional(),
  })
  .openapi('FeedbackRequest');
