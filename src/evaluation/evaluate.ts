import type { WholeAnswerer } from '../citewell-api.js';
import { CitewellError } from '../errors.js';
import { type EvaluationReport, reportVersion, summarise } from './evaluation-report.js';
import { GoldStandard } from './gold-standard.js';
import type { QuestionRecord } from './question-record.js';
import type { EvaluationQuestion, EvaluationSet } from './question-set.js';
import { type QuestionResult, recordQuestion } from './record-question.js';

export interface EvaluateOptions {
  /** Called after each question. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
}

/** Passages looked at for the retrieval measures: the most that `search` gives. */
const rankingDepth = 50;

/** A question may be turned away as such; that is a result, not a failure of the evaluation. */
const questionErrors: readonly string[] = ['question_too_long', 'invalid_request'];

/**
 * Asks every question of a set, one after the other, and measures retrieval, excerpts, refusal and quotes. The
 * set's corpus (see `writeCorpus`), or what its questions are about, must be indexed already.
 *
 * The ranked list is that of `search` with the same history, so that follow-ups count. A refused
 * question that is answerable counts as a miss of every excerpt measure but `best-excerpt`.
 *
 * @throws CitewellError `invalid_dataset` where an annotation is not in the indexed text, `cancelled`, and whatever
 * the answerer throws that is not about the one question.
 */
export async function evaluate(
  answerer: WholeAnswerer,
  set: EvaluationSet,
  { onProgress, signal }: EvaluateOptions = {},
): Promise<EvaluationReport> {
  const gold = new GoldStandard(answerer, set);
  for (const question of set.questions) await gold.spans(question);
  const records: QuestionRecord[] = [];
  for (const question of set.questions) {
    if (signal?.aborted) throw new CitewellError('cancelled', 'The evaluation was cancelled.');
    records.push(await recordQuestion(question, await askOne(answerer, question, signal), gold));
    onProgress?.({ done: records.length, total: set.questions.length });
  }
  const { fingerprint, documents, passages } = await answerer.status();
  return {
    format: 'citewell-evaluation',
    version: reportVersion,
    dataset: set.name,
    createdAt: new Date().toISOString(),
    unit: set.unit,
    index: { fingerprint, documents, passages },
    measures: summarise(records),
    questions: records,
  };
}

async function askOne(
  answerer: WholeAnswerer,
  question: EvaluationQuestion,
  signal: AbortSignal | undefined,
): Promise<QuestionResult> {
  const cancellable = signal === undefined ? {} : { signal };
  const started = performance.now();
  try {
    const answer = await answerer.ask(question.text, { history: question.history, ...cancellable });
    const milliseconds = performance.now() - started;
    const { history } = question;
    const hits = await answerer.search(question.text, { history, limit: rankingDepth, ...cancellable });
    return { answer, hits, milliseconds };
  } catch (error) {
    if (!(error instanceof CitewellError) || !questionErrors.includes(error.code)) throw error;
    return { error: error.code, milliseconds: performance.now() - started };
  }
}
