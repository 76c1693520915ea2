import { z } from 'zod';
import type { AnnotatedSpan, EvaluationQuestion } from '../question-set.js';

const identifier = z.union([z.string().min(1), z.number()]).transform(String);

const turn = z
  .object({
    role: z.enum(['user', 'assistant', 'agent']),
    text: z.string().optional(),
    content: z.string().optional(),
  })
  .refine((value) => value.text !== undefined || value.content !== undefined, {
    message: 'a turn needs "text" (or "content")',
  })
  .transform((value) => ({
    role: value.role === 'user' ? ('user' as const) : ('assistant' as const),
    text: value.text ?? value.content ?? '',
  }));

const span = z
  .object({
    doc: identifier,
    start: z.int().nonnegative(),
    end: z.int().nonnegative(),
    text: z.string().min(1),
  })
  .transform(
    (value): AnnotatedSpan => ({
      documentId: value.doc,
      start: value.start,
      end: value.end,
      text: value.text,
    }),
  );

/**
 * A line of `questions.jsonl`, or of a BEIR folder's `queries.jsonl`:
 * `{_id, text, answers?, answerable?, history?, spans?, reason?}`; other fields are ignored. `id` stands for
 * `_id`; a turn of the history is `{role, text}` or `{role, content}`, with `agent` for `assistant`.
 */
export const questionLine = z
  .object({
    _id: identifier.optional(),
    id: identifier.optional(),
    text: z.string().trim().min(1),
    answers: z.array(z.string()).default([]),
    answerable: z.boolean().optional(),
    history: z.array(turn).default([]),
    spans: z.array(span).default([]),
    reason: z
      .enum(['nothing_relevant', 'related_but_no_answer', 'not_a_question', 'empty_knowledge'])
      .optional(),
  })
  .transform((value) => ({ ...value, id: value._id ?? value.id }))
  .refine((value) => value.id !== undefined, { message: 'a question needs "_id"' });

export type QuestionLine = z.infer<typeof questionLine>;

/** The question of a line with what the rest of the set says about it. */
export function questionOfLine(
  line: QuestionLine,
  relevant: ReadonlyMap<string, number>,
): EvaluationQuestion {
  return {
    id: line.id ?? '',
    text: line.text,
    history: line.history,
    answers: line.answers.filter((answer) => answer.trim() !== ''),
    ...(line.answerable === undefined ? {} : { answerable: line.answerable }),
    spans: line.spans,
    relevant,
    ...(line.reason === undefined ? {} : { reason: line.reason }),
  };
}
