import { z } from '@hono/zod-openapi';
import { LONGEST_TURN, MOST_TURNS } from '../../src/ask-limits.js';
import { CitewellError } from '../../src/errors.js';
import { questionSchema } from '../schemas/ask.js';

const textPart = z.looseObject({ type: z.string(), text: z.string().optional() });

const messageSchema = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool', 'function']),
  content: z.union([z.string(), z.array(textPart), z.null()]).optional(),
});

/** What else clients send (`temperature`, `max_tokens`, `tools`, …) has nothing here that it could change. */
export const chatRequestSchema = z
  .looseObject({
    model: z.string().optional().openapi({ description: 'Any name: there is one model, `citewell`.' }),
    messages: z.array(messageSchema).min(1).openapi({
      description:
        'The last user message is the question, what users and assistants said before it the history. System and tool messages are not read.',
    }),
    stream: z.boolean().nullish(),
    stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
    n: z.literal(1, 'must be 1: a question has one answer').nullish(),
  })
  .openapi('ChatCompletionRequest');

export type ChatRequest = z.infer<typeof chatRequestSchema>;

/** A conversation as the façade takes it. */
export interface Conversation {
  readonly question: string;
  readonly history: { role: 'user' | 'assistant'; text: string }[];
}

/** @throws CitewellError `invalid_request`, `question_too_long` */
export function conversationOf(messages: ChatRequest['messages']): Conversation {
  const turns = messages.flatMap(({ role, content }) =>
    role === 'user' || role === 'assistant' ? [{ role, text: textOf(content) }] : [],
  );
  const last = turns.findLastIndex(({ role }) => role === 'user');
  return toConversation(turns[last]?.text, turns.slice(0, Math.max(0, last)));
}

/**
 * @param question of the last user message; undefined where there is none
 * @throws CitewellError `invalid_request`, `question_too_long`
 */
export function toConversation(question: string | undefined, earlier: Conversation['history']): Conversation {
  if (question === undefined) {
    throw new CitewellError('invalid_request', 'messages: one must be of the role "user", with text.');
  }
  const parsed = questionSchema.safeParse(question);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const code = issue?.code === 'too_big' ? 'question_too_long' : 'invalid_request';
    throw new CitewellError(code, `The last user message ${issue?.message ?? 'is not a question'}.`);
  }
  const history = earlier
    .filter(({ text }) => text.trim() !== '')
    .slice(-MOST_TURNS)
    .map(({ role, text }) => ({ role, text: text.slice(0, LONGEST_TURN) }));
  return { question, history };
}

function textOf(content: ChatRequest['messages'][number]['content']): string {
  if (typeof content === 'string') return content;
  return (content ?? []).flatMap(({ type, text }) => (type === 'text' && text ? [text] : [])).join('\n');
}
