import { z } from 'zod';
import { measures } from './measures.js';
import { bootstrapEstimate } from './metrics/bootstrap.js';
import { type QuestionRecord, questionRecordSchema } from './question-record.js';

/** Number of the report's shape; a reader refuses a report of another. */
export const reportVersion = 1;

const estimate = z.object({ value: z.number(), low: z.number(), high: z.number(), count: z.int() });

/** The whole result of evaluating one set: what `--json` prints and `--compare` reads. */
export const evaluationReportSchema = z.object({
  format: z.literal('citewell-evaluation'),
  version: z.literal(reportVersion),
  dataset: z.string(),
  /** ISO 8601, UTC. */
  createdAt: z.string(),
  unit: z.enum(['document', 'paragraph']),
  index: z.object({ fingerprint: z.string(), documents: z.int(), passages: z.int() }),
  /** Each measure that applies to the set, with its 95% interval and the number of questions. */
  measures: z.record(z.string(), estimate),
  questions: z.array(questionRecordSchema),
});

export type EvaluationReport = z.infer<typeof evaluationReportSchema>;

/** Every measure that applies to the records, each with its bootstrap interval. */
export function summarise(records: readonly QuestionRecord[]): EvaluationReport['measures'] {
  return Object.fromEntries(
    measures.flatMap((measure) => {
      const applicable = records.filter((record) => measure.applies(record));
      const value = bootstrapEstimate(applicable, (sample) => measure.statistic(sample));
      return value === undefined ? [] : [[measure.name, value] as const];
    }),
  );
}
