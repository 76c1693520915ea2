import { randomUUID } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import type { Answer, AnswerDesk } from '../answer-desk.js';
import type { ServerApp } from '../environment.js';
import { EVENTS_CONTENT } from '../event-response.js';
import { followResponse, message } from '../follow-response.js';
import { toConversation } from '../openai/chat-request.js';
import { BODY_PROBLEMS } from '../schemas/problem.js';

const uiMessageSchema = z.looseObject({
  role: z.enum(['system', 'user', 'assistant']),
  parts: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
});

const route = createRoute({
  method: 'post',
  path: '/api/chat',
  summary: "Ask as the AI SDK's `useChat` does",
  description:
    'A UI message stream of the AI SDK: the text in deltas, sources, and the whole answer as the part `data-citewell`.',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.looseObject({ messages: z.array(uiMessageSchema).min(1) }).openapi('UiChatRequest'),
        },
      },
    },
  },
  responses: {
    200: { description: 'The stream.', content: EVENTS_CONTENT },
    ...BODY_PROBLEMS,
  },
});

/** The text of a message has one part, and so one id. */
const TEXT_ID = 'text-1';

export function addChatRoute(app: ServerApp, desk: AnswerDesk, heartbeatMilliseconds: number): void {
  app.openapi(route, async (context) => {
    const turns = context.req.valid('json').messages.flatMap(({ role, parts }) => {
      const text = parts.flatMap((part) => (part.type === 'text' && part.text ? [part.text] : [])).join('\n');
      return role === 'system' ? [] : [{ role, text }];
    });
    const last = turns.findLastIndex(({ role }) => role === 'user');
    const { question, history } = toConversation(turns[last]?.text, turns.slice(0, Math.max(0, last)));
    context.set('question', question);
    context.header('X-Vercel-AI-UI-Message-Stream', 'v1');
    const options = { answerId: randomUUID(), history };
    const follow = (client: AbortSignal) => desk.follow(question, options, client);
    return followResponse(context, heartbeatMilliseconds, follow, {
      begin: [
        { type: 'start', messageId: options.answerId },
        { type: 'text-start', id: TEXT_ID },
      ].map(message),
      event: (event) => {
        if (event.type === 'delta') return [message({ type: 'text-delta', id: TEXT_ID, delta: event.text })];
        return event.type === 'answer' ? ending(event.answer).map(message) : [];
      },
      failure: ({ detail }) => [message({ type: 'error', errorText: detail })],
      end: [{ data: '[DONE]' }],
    });
  });
}

function ending(answer: Answer): object[] {
  return [
    { type: 'text-end', id: TEXT_ID },
    ...answer.citations.map(sourceOf),
    { type: 'data-citewell', data: answer },
    { type: 'finish' },
  ];
}

function sourceOf({ number, document, link }: Answer['citations'][number]): object {
  const url = link ?? document.url;
  const about = { sourceId: String(number), title: document.title };
  return url === undefined
    ? { type: 'source-document', ...about, mediaType: 'text/plain', filename: document.id }
    : { type: 'source-url', ...about, url };
}
