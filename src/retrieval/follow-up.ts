import { LONGEST_QUESTION } from '../ask-limits.js';
import { isStopWord } from '../passages/stop-words.js';
import { contentStems, termsOf } from '../passages/terms.js';

/** A turn of the conversation so far, oldest first in a history. */
export interface HistoryTurn {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** A question with what the conversation adds to it. */
export interface ResolvedQuestion {
  /** The question to read passages with: a pronoun is replaced by the name that it stands for, where that is clear. */
  readonly question: string;
  /** The question as it can be understood alone. */
  readonly standalone: string;
  /** The question before, which retrieval keeps in view; undefined at the start of a conversation. */
  readonly context: string | undefined;
}

/** Words that stand for something said before. */
const PRONOUN =
  /\b(?:he|she|it|they|him|her|them|his|hers|its|their|theirs|this|that|these|those|there|one|ones)\b/iu;
/** Pronouns that a name can take the place of, and those that a name with 's can. */
const SUBSTITUTABLE = /\b(?:he|she|it|they|him|them)\b/iu;
const POSSESSIVE = /\b(?:his|its|their)\b/iu;
/** One or several words with a capital, not at the start of a sentence: "Yang Hongxia", "Bank of England". */
const NAME = /(?<=[\p{L}\p{N},;:’'”")]\s)\p{Lu}[\p{L}\p{N}’'.-]*(?:\s(?:of\s)?\p{Lu}[\p{L}\p{N}’'.-]*)*/gu;
/** Openings that go on from the question before. */
const CONTINUATION =
  /^(?:and|but|or|so|then|also|what about|how about|what of|why|how so|how come|really|which one|which ones|any(?:thing)? (?:else|other)|more|else|tell me more|go on|for example|such as)\b/iu;
/** A question of no more content words than this cannot stand alone; one that goes on, of twice as many. */
const FEWEST_STEMS = 2;

/**
 * Fills in what a follow-up takes from the conversation, without a language model. A question that leans on
 * what was said before (a pronoun, an ellipsis, hardly a word of its own) gets the one name that the question
 * before it is about, or that whole question in front. A question that names its own topic stays as it is, so
 * that old topics are not dragged along.
 */
export function resolveQuestion(question: string, history: readonly HistoryTurn[]): ResolvedQuestion {
  const previous = history
    .findLast(({ role, text }) => role === 'user' && text.trim() !== '')
    ?.text.trim()
    .slice(0, LONGEST_QUESTION);
  if (previous === undefined) return { question, standalone: question, context: undefined };
  if (!isFollowUp(question)) return { question, standalone: question, context: previous };
  const named = withName(question, previous);
  return named !== undefined
    ? { question: named, standalone: named, context: previous }
    : { question, standalone: `${previous} ${question}`, context: previous };
}

function isFollowUp(question: string): boolean {
  if (PRONOUN.test(question)) return true;
  const stems = contentStems(question).length;
  const onlyStopWords = termsOf(question).every(({ word }) => isStopWord(word));
  return onlyStopWords || stems <= FEWEST_STEMS || (CONTINUATION.test(question) && stems <= 2 * FEWEST_STEMS);
}

/** The question with the name in place of its pronoun; undefined unless both are clear. */
function withName(question: string, previous: string): string | undefined {
  const names = new Set([...previous.matchAll(NAME)].map(([name]) => name.replace(/[’']s$|[.’'-]+$/u, '')));
  const [name] = names;
  if (name === undefined || names.size > 1) return undefined;
  if (SUBSTITUTABLE.test(question)) return question.replace(SUBSTITUTABLE, name);
  if (POSSESSIVE.test(question)) return question.replace(POSSESSIVE, `${name}’s`);
  return undefined;
}
