import { z } from 'zod';
import { DROP_REASONS, MODEL_SHORTFALLS } from '../answering/composition.js';

const excerpt = z.object({
  documentId: z.string(),
  title: z.string(),
  start: z.int(),
  end: z.int(),
  quote: z.string(),
});

/** What the evaluation keeps of one question: enough to compute every measure again. */
export const questionRecordSchema = z.object({
  id: z.string(),
  question: z.string(),
  /** What was searched for: the question with what it takes from its history. */
  standaloneQuestion: z.string(),
  /** Absent where the set does not say. */
  answerable: z.exactOptional(z.boolean()),
  outcome: z.enum(['answered', 'not_found']),
  reason: z.exactOptional(z.string()),
  /** 0..1. */
  confidence: z.number(),
  /** Code of the error with which the question was turned away; it then counts as refused. */
  error: z.exactOptional(z.string()),
  /** What the excerpt was judged by; absent where the set holds nothing to judge it by. */
  judgedBy: z.exactOptional(z.enum(['answer', 'span', 'document'])),
  /** Whether the best excerpt (the first citation, or the nearest excerpt of a refusal) is right. */
  bestExcerptRight: z.exactOptional(z.boolean()),
  composer: z.enum(['extractive', 'llm', 'extractive_fallback']).default('extractive'),
  /** What a language model had to do with the answer; absent where none was asked. */
  composition: z.exactOptional(
    z.object({
      model: z.string(),
      shortfall: z.exactOptional(z.enum(MODEL_SHORTFALLS)),
      claims: z.object({ kept: z.int(), dropped: z.partialRecord(z.enum(DROP_REASONS), z.int()) }),
      quotes: z.object({ verified: z.int(), unverified: z.int() }),
    }),
  ),
  /** Measures that are means over questions, by name; a measure that does not apply is absent. */
  values: z.record(z.string(), z.number()),
  quotes: z.int(),
  verbatimQuotes: z.int(),
  /** Words of the first citation's quote; absent for a refusal. */
  quoteWords: z.exactOptional(z.int()),
  /** The citations, or for a refusal the related excerpts. */
  excerpts: z.array(excerpt),
  wanted: z.object({
    answers: z.array(z.string()),
    spans: z.array(z.string()),
    /** Ids of the relevant documents or paragraphs. */
    relevant: z.array(z.string()),
  }),
  /** Ids of the documents or paragraphs found, best first. */
  ranked: z.array(z.string()),
  /** Time that `ask` took. */
  milliseconds: z.number(),
});

export type QuestionRecord = z.infer<typeof questionRecordSchema>;

/** An excerpt as a record keeps it. */
export type RecordedExcerpt = z.infer<typeof excerpt>;
