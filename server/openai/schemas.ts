import { z } from '@hono/zod-openapi';
import { answerSchema } from '../schemas/ask.js';
import { API_PROBLEMS } from '../schemas/problem.js';

const urlCitationSchema = z.object({
  type: z.literal('url_citation'),
  url_citation: z.object({
    start_index: z.int(),
    end_index: z.int(),
    title: z.string(),
    url: z.string(),
  }),
});

export const chatCompletionSchema = z
  .object({
    id: z.string(),
    object: z.literal('chat.completion'),
    created: z.int(),
    model: z.string(),
    choices: z.array(
      z.object({
        index: z.int(),
        message: z.object({
          role: z.literal('assistant'),
          content: z.string(),
          refusal: z.null(),
          annotations: z.array(urlCitationSchema),
        }),
        logprobs: z.null(),
        finish_reason: z.literal('stop'),
      }),
    ),
    usage: z.object({
      prompt_tokens: z.int(),
      completion_tokens: z.int(),
      total_tokens: z.int(),
    }),
    citewell: answerSchema,
  })
  .openapi('ChatCompletion');

export const modelSchema = z
  .object({ id: z.string(), object: z.literal('model'), created: z.int(), owned_by: z.string() })
  .openapi('Model');

export const modelListSchema = z
  .object({ object: z.literal('list'), data: z.array(modelSchema) })
  .openapi('ModelList');

const errorSchema = z
  .object({
    error: z.object({
      message: z.string(),
      type: z.string(),
      param: z.string().nullable(),
      code: z.string(),
      request_id: z.string(),
    }),
  })
  .openapi('OpenAiError');

const error = { description: "In OpenAI's shape.", content: { 'application/json': { schema: errorSchema } } };

/** Responses of failures, for a route's description: those of its own, and what every route of the API can answer. */
export function openAiProblems<Status extends number>(
  ...statuses: Status[]
): Record<Status | keyof typeof API_PROBLEMS, typeof error> {
  const all = [...statuses, ...Object.keys(API_PROBLEMS)];
  return Object.fromEntries(all.map((status) => [status, error])) as ReturnType<
    typeof openAiProblems<Status>
  >;
}
