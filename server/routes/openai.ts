import { randomUUID } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import { CitewellError } from '../../src/errors.js';
import type { AnswerDesk } from '../answer-desk.js';
import type { ServerApp } from '../environment.js';
import { EVENTS_CONTENT } from '../event-response.js';
import { chatCompletion, MODEL } from '../openai/chat-completion.js';
import { chatRequestSchema, conversationOf } from '../openai/chat-request.js';
import { chunksResponse } from '../openai/chunks-response.js';
import { chatCompletionSchema, modelListSchema, modelSchema, openAiProblems } from '../openai/schemas.js';

const chatRoute = createRoute({
  method: 'post',
  path: '/v1/chat/completions',
  summary: "Ask as OpenAI's clients do",
  description:
    'Whole, or with `stream: true` in chunks that end with `[DONE]`. Citations are `url_citation` annotations of their markers; the whole answer stands under `citewell`. Tokens are estimated at four characters each.',
  request: { body: { required: true, content: { 'application/json': { schema: chatRequestSchema } } } },
  responses: {
    200: {
      description: 'The answer, or the refusal in words.',
      content: {
        'application/json': { schema: chatCompletionSchema },
        ...EVENTS_CONTENT,
      },
    },
    ...openAiProblems(400, 413, 415, 503),
  },
});

const modelsRoute = createRoute({
  method: 'get',
  path: '/v1/models',
  summary: 'The one model',
  responses: {
    200: { description: 'A list.', content: { 'application/json': { schema: modelListSchema } } },
    ...openAiProblems(),
  },
});

const modelRoute = createRoute({
  method: 'get',
  path: '/v1/models/{id}',
  summary: 'A model by name',
  request: { params: z.object({ id: z.string() }) },
  responses: {
    200: { description: 'The model.', content: { 'application/json': { schema: modelSchema } } },
    ...openAiProblems(404),
  },
});

export function addOpenAiRoutes(app: ServerApp, desk: AnswerDesk, heartbeatMilliseconds: number): void {
  const model = { id: MODEL, object: 'model' as const, created: secondsNow(), owned_by: 'citewell' };

  app.openapi(chatRoute, async (context) => {
    const request = context.req.valid('json');
    const { question, history } = conversationOf(request.messages);
    context.set('question', question);
    context.header('Cache-Control', 'no-store');
    const options = { answerId: randomUUID(), history };
    const about = {
      prompt: [...history.map(({ text }) => text), question],
      origin: new URL(context.req.url).origin,
      created: secondsNow(),
    };
    if (request.stream) {
      const withUsage = request.stream_options?.include_usage === true;
      const follow = (client: AbortSignal) => desk.follow(question, options, client);
      return chunksResponse(context, heartbeatMilliseconds, follow, { ...about, ...options, withUsage });
    }
    const answer = await desk.ask(question, options, context.req.raw.signal);
    return context.json(chatCompletion(answer, about.prompt, about.origin, about.created), 200);
  });

  app.openapi(modelsRoute, (context) => context.json({ object: 'list' as const, data: [model] }, 200));
  app.openapi(modelRoute, (context) => {
    const { id } = context.req.valid('param');
    if (id === MODEL) return context.json(model, 200);
    throw new CitewellError('not_found', `There is no model of that name; the one there is is "${MODEL}".`, {
      id,
    });
  });
}

function secondsNow(): number {
  return Math.floor(Date.now() / 1_000);
}
