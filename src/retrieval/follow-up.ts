import { isStopWord } from '../passages/stop-words.js';
import { contentStems, termsOf } from '../passages/terms.js';

/** A turn of the conversation so far, oldest first in a history. */
interface HistoryTurn {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** A question with what the conversation adds to it. */
export interface ResolvedQuestion {
  readonly question: string;
  /** The question as it can be understood alone; the question itself where it needs nothing. */
  readonly standalone: string;
  /** The question before, which retrieval keeps in view; undefined at the start of a conversation. */
  readonly context: string | undefined;
}

/** Words that stand for something said before. */
const PRONOUN =
  /\b(?:he|she|it|they|him|her|them|his|hers|its|their|theirs|this|that|these|those|there|one|ones)\b/iu;
/** Openings that go on from the question before. */
const CONTINUATION =
  /^(?:and|but|or|so|then|also|what about|how about|what of|why|how so|how come|really|which one|which ones|any(?:thing)? (?:else|other)|more|else|tell me more|go on|for example|such as)\b/iu;
/** A question of no more content words than this cannot stand alone; one that goes on, of twice as many. */
const FEWEST_STEMS = 2;

/**
 * Fills in what a follow-up takes from the conversation, without a language model: a question that leans on
 * what was said before (a pronoun, an ellipsis, hardly a word of its own) gets the question before in front.
 * A question that names its own topic stays as it is, so that old topics are not dragged along.
 */
export function resolveQuestion(question: string, history: readonly HistoryTurn[]): ResolvedQuestion {
  const previous = history.findLast(({ role, text }) => role === 'user' && text.trim() !== '')?.text.trim();
  if (previous === undefined) return { question, standalone: question, context: undefined };
  const standalone = isFollowUp(question) ? `${previous} ${question}` : question;
  return { question, standalone, context: previous };
}

function isFollowUp(question: string): boolean {
  if (PRONOUN.test(question)) return true;
  const stems = contentStems(question).length;
  const onlyStopWords = termsOf(question).every(({ word }) => isStopWord(word));
  return onlyStopWords || stems <= FEWEST_STEMS || (CONTINUATION.test(question) && stems <= 2 * FEWEST_STEMS);
}
