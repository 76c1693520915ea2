import { z } from '@hono/zod-openapi';
import { PROBLEMS } from '../problem-table.js';

const problemSchema = z
  .object({
    type: z.string().openapi({ example: '/problems/question-too-long' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(Object.keys(PROBLEMS)),
    requestId: z.string().openapi({ description: 'The value of `X-Request-Id`.' }),
    errors: z
      .array(z.object({ path: z.string().openapi({ example: 'history[0].text' }), message: z.string() }))
      .optional()
      .openapi({ description: 'What is wrong in the request, by place.' }),
  })
  .openapi('Problem', { description: 'RFC 9457.' });

/** A response that is a problem document, for a route's description. */
export function problemDescription(description: string): {
  description: string;
  content: { 'application/problem+json': { schema: typeof problemSchema } };
} {
  return { description, content: { 'application/problem+json': { schema: problemSchema } } };
}

/** What every route of the API can answer where the server has a token or a rate limit. */
export const API_PROBLEMS = {
  401: problemDescription('The server has a token, and the request does not show it.'),
  429: problemDescription('Too many requests of this client: try again after `Retry-After` seconds.'),
};

/** What every route with a body can answer. */
export const BODY_PROBLEMS = {
  400: problemDescription('The body does not fit; `errors` says where.'),
  413: problemDescription('The body is too large.'),
  415: problemDescription('The body is not declared as JSON.'),
  ...API_PROBLEMS,
  503: problemDescription('Not ready, or too long at work: try again after `Retry-After` seconds.'),
};

/** What every route behind the admin token can answer. */
export const ADMIN_PROBLEMS = {
  ...API_PROBLEMS,
  401: problemDescription('The admin token is missing or wrong.'),
  503: problemDescription('Storage failed, or the index is not ready.'),
};
