import { isStopWord } from '../passages/stop-words.js';
import { contentStems, termsOf } from '../passages/terms.js';

/** A turn of the conversation so far. */
interface HistoryTurn {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** Words that stand for something said before. */
const PRONOUN =
  /\b(?:he|she|it|they|him|her|them|his|hers|its|their|theirs|this|that|these|those|there|one|ones)\b/iu;
/** Openings that go on from the question before. */
const CONTINUATION =
  /^(?:and|but|or|so|then|also|what about|how about|what of|why|how so|how come|really|which one|which ones|where|when|who|how many|how much|any(?:thing)? (?:else|other)|more|else|tell me more|go on|for example|such as)\b/iu;
/** A question of no more content than this cannot stand alone. */
const FEWEST_STEMS = 2;

/**
 * Fills in what a follow-up takes from the conversation, without a language model: a question that leans on
 * what was said before (a pronoun, an ellipsis, hardly a word of its own) gets the question before in front.
 * A question that names its own topic stays as it is, so that old topics are not dragged along.
 */
export function standaloneQuestion(question: string, history: readonly HistoryTurn[]): string {
  const earlier = history.filter(({ role }) => role === 'user').map(({ text }) => text.trim());
  const previous = earlier.at(-1);
  if (previous === undefined || !isFollowUp(question)) return question;
  return `${previous} ${question}`;
}

export function isFollowUp(question: string): boolean {
  if (PRONOUN.test(question)) return true;
  const stems = contentStems(question).length;
  const onlyStopWords = termsOf(question).every(({ word }) => isStopWord(word));
  return onlyStopWords || stems <= FEWEST_STEMS || (CONTINUATION.test(question) && stems <= 2 * FEWEST_STEMS);
}
