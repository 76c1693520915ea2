import { fileURLToPath } from 'node:url';
import type { RefusalReason, Turn } from '../answering/answer.js';
import type { WholeAnswerer } from '../citewell-api.js';
import { CitewellError } from '../errors.js';
import type { MatchResult } from './answer-matchers.js';
import { readDataset } from './datasets/read-dataset.js';
import { GoldStandard } from './gold-standard.js';
import type { EvaluationQuestion, EvaluationSet } from './question-set.js';

/** A question with what is expected of its answer. */
export interface ExpectedQuestion {
  readonly text: string;
  readonly history?: readonly Turn[];
  /** The first citation must hold one of these; without any, it is enough that the question is answered. */
  readonly answers?: readonly string[];
  /** `false`: the question must be refused. */
  readonly answerable?: boolean;
  /** With `answerable: false`: the reason that the refusal must give. */
  readonly reason?: RefusalReason;
}

/** Questions at hand, or the path of a question set of any form that `citewell eval` reads. */
export type ExpectedQuestions = readonly ExpectedQuestion[] | string | URL;

export interface AnswerAllOptions {
  /** The least share of questions, 0..1, that must be answered rightly or rightly refused; the default is 1. */
  readonly minimum?: number;
}

/**
 * Asks every question and counts those answered rightly (the first citation holds an answer, else overlaps an
 * annotated span, else is from a relevant document) or, if they are unanswerable, refused.
 *
 * @throws CitewellError `invalid_request` for a `minimum` outside 0..1 or no questions at all; `invalid_dataset`.
 */
export async function matchAnswerAll(
  answerer: WholeAnswerer,
  questions: ExpectedQuestions,
  { minimum = 1 }: AnswerAllOptions = {},
): Promise<MatchResult> {
  if (!(minimum >= 0 && minimum <= 1)) {
    throw new CitewellError('invalid_request', `The minimum must lie in 0..1, not ${minimum}.`, { minimum });
  }
  const set = await questionSet(questions);
  if (set.questions.length === 0) {
    throw new CitewellError('invalid_request', 'There are no questions to ask.');
  }
  const gold = new GoldStandard(answerer, set);
  const failures: string[] = [];
  for (const question of set.questions) {
    const failure = await failureOf(answerer, question, gold);
    if (failure !== undefined) failures.push(`  ${question.text}\n    ${failure}`);
  }
  const right = set.questions.length - failures.length;
  const pass = right / set.questions.length >= minimum;
  const score = `${right} of ${set.questions.length} questions went right`;
  return {
    pass,
    message: () =>
      `Expected ${pass ? 'less than' : 'at least'} ${minimum} of the questions to go right; ${score}.\n${failures.join('\n')}`,
  };
}

async function questionSet(questions: ExpectedQuestions): Promise<EvaluationSet> {
  if (typeof questions === 'string') return readDataset(questions);
  if (questions instanceof URL) return readDataset(fileURLToPath(questions));
  return {
    name: 'questions',
    form: 'questions',
    unit: 'document',
    paragraphs: new Map(),
    questions: questions.map(({ history = [], answers = [], ...question }, index) => ({
      ...question,
      id: String(index + 1),
      history,
      answers,
      spans: [],
      relevant: new Map(),
    })),
  };
}

async function failureOf(
  answerer: WholeAnswerer,
  question: EvaluationQuestion,
  gold: GoldStandard,
): Promise<string | undefined> {
  const answer = await answerer.ask(question.text, { history: question.history });
  const first = answer.citations[0];
  if (question.answerable === false) {
    if (first !== undefined) return `should be refused, but cites "${first.quote}"`;
    const { reason } = question;
    if (reason === undefined || answer.reason === reason) return undefined;
    return `should be refused as ${reason}, but is as ${answer.reason ?? 'not_found'}`;
  }
  if (first === undefined) return `is refused as ${answer.reason ?? 'not_found'}`;
  if ((await gold.isRight(question, first)) !== false) return undefined;
  const wanted = question.answers.length > 0 ? ` instead of "${question.answers.join('" or "')}"` : '';
  return `cites "${first.quote}"${wanted}`;
}
