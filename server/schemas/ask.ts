import { z } from '@hono/zod-openapi';
import type { Turn } from '../../src/answering/answer.js';
import { DROP_REASONS, MODEL_SHORTFALLS } from '../../src/answering/composition.js';
import { LONGEST_QUESTION, LONGEST_TURN, MOST_CITATIONS, MOST_TURNS } from '../../src/ask-limits.js';
import { citationSchema } from './citation.js';

/** A question or a search query; says how long it may be and that it may not be blank. */
export const questionSchema = z
  .string()
  .min(1, 'must not be empty')
  .max(LONGEST_QUESTION, `must be ${LONGEST_QUESTION} characters at most`)
  .regex(/\S/, 'must not be blank');

const roleSchema = z.enum(['user', 'assistant']);
const turnTextSchema = z.string().max(LONGEST_TURN, `must be ${LONGEST_TURN} characters at most`);

const turnSchema = z
  .union([
    z.strictObject({ role: roleSchema, text: turnTextSchema }),
    z.strictObject({ role: roleSchema, content: turnTextSchema }),
  ])
  .openapi('Turn', { description: 'The words may be called `text` or, as chat APIs do, `content`.' });

/** Earlier turns, as the façade takes them. */
export const historySchema = z
  .array(turnSchema)
  .max(MOST_TURNS, `must hold ${MOST_TURNS} turns at most`)
  .openapi({ description: 'Earlier turns, oldest first.' });

export function turnsOf(history: z.infer<typeof historySchema>): Turn[] {
  return history.map((turn) => ({ role: turn.role, text: 'text' in turn ? turn.text : turn.content }));
}

export const askRequestSchema = z
  .strictObject({
    question: questionSchema.openapi({ example: 'How much is Alibaba investing?' }),
    history: historySchema.optional(),
    maxCitations: z.int().min(1).max(MOST_CITATIONS).optional(),
  })
  .openapi('AskRequest');

const compositionSchema = z
  .object({
    model: z.string(),
    shortfall: z
      .enum(MODEL_SHORTFALLS)
      .optional()
      .openapi({ description: 'Why the answer is the extractive one, or ends early.' }),
    claims: z.object({
      kept: z.int(),
      dropped: z
        .partialRecord(z.enum(DROP_REASONS), z.int())
        .readonly()
        .openapi({ description: 'How many, by reason.' }),
    }),
    quotes: z
      .object({ verified: z.int(), unverified: z.int() })
      .openapi({ description: 'Quotes that the model gave, by whether a retrieved passage holds them.' }),
  })
  .readonly()
  .openapi('Composition', { description: 'What a language model had to do with the answer.' });

export const answerSchema = z
  .object({
    id: z.string(),
    question: z.string(),
    standaloneQuestion: z
      .string()
      .openapi({ description: 'The question with what it takes from the history filled in.' }),
    outcome: z.enum(['answered', 'not_found']),
    reason: z
      .enum(['nothing_relevant', 'related_but_no_answer', 'not_a_question', 'empty_knowledge'])
      .optional()
      .openapi({ description: 'Why there is no answer.' }),
    text: z.string().openapi({ description: 'What to show: sentences with `[1]` markers.' }),
    confidence: z
      .number()
      .min(0)
      .max(1)
      .openapi({ description: 'Calibrated probability that the first citation answers the question.' }),
    citations: z.array(citationSchema).readonly().openapi({ description: 'Empty if not found.' }),
    related: z
      .array(citationSchema)
      .readonly()
      .openapi({ description: 'Nearest excerpts of a refused question; not an answer.' }),
    composer: z.enum(['extractive', 'llm', 'extractive_fallback']),
    composition: compositionSchema.optional(),
    index: z.object({ generation: z.int(), fingerprint: z.string() }).readonly(),
    passagesRead: z.int().openapi({ description: 'Passages that the reader model read.' }),
    timings: z.record(z.string(), z.number()).readonly().openapi({ description: 'Milliseconds per stage.' }),
  })
  .readonly()
  .openapi('Answer');
