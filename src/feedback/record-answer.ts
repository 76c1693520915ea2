import type { Answer } from '../answering/answer.js';
import type { Rating, UnansweredQuestion } from './feedback-store.js';

/** Longest question that is kept, in UTF-16 code units: past it, nobody reads it in a list. */
const LONGEST_KEPT = 500;

/** What a person said of an answer. */
export interface Opinion {
  readonly helpful: boolean;
  readonly comment?: string | undefined;
}

/** @param keepQuestions false leaves out what was asked, and the quotes, which tell of it */
export function ratingOf(answer: Answer, { helpful, comment }: Opinion, keepQuestions: boolean): Rating {
  const quotes = answer.citations.map(({ document, start, end, quote }) => ({
    document: document.id,
    start,
    end,
    quote,
  }));
  return {
    answerId: answer.id,
    helpful,
    outcome: answer.outcome,
    ...(comment !== undefined && { comment }),
    ...(keepQuestions && { question: answer.standaloneQuestion }),
    quotes: keepQuestions ? quotes : [],
  };
}

/**
 * A refused question as it is counted. Greetings and the like are none, and an empty index lacks everything.
 *
 * @param keepQuestions false counts by reason alone
 */
export function unansweredOf(answer: Answer, keepQuestions: boolean): UnansweredQuestion | undefined {
  const { reason, standaloneQuestion, related } = answer;
  if (reason !== 'nothing_relevant' && reason !== 'related_but_no_answer') return undefined;
  if (!keepQuestions) return { key: `\0${reason}`, reason };
  const question = maskPersonalData(standaloneQuestion.slice(0, LONGEST_KEPT));
  const nearest = related[0]?.document.id;
  return { key: normalisedQuestion(question), question, reason, ...(nearest !== undefined && { nearest }) };
}

/** Compatibility forms (NFKC), lower case, words alone: "What's the VAT?" and "what's the vat" are one. */
export function normalisedQuestion(question: string): string {
  return question
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

const E_MAIL_ADDRESS = /[^\s@<>()"']+@[^\s@<>()"']+\.[^\s@<>()"']+/gu;
/** Telephone, account and card numbers: seven digits or more, with what people write between them. */
const LONG_NUMBER = /\+?\p{Nd}(?:[ .\-/()]{0,2}\p{Nd}){6,}/gu;

/** Puts words in the place of e-mail addresses and long numbers, which tell of people and not of documents. */
export function maskPersonalData(question: string): string {
  return question.replace(E_MAIL_ADDRESS, '[e-mail address]').replace(LONG_NUMBER, '[number]');
}
