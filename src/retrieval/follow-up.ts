import { LONGEST_QUESTION } from '../ask-limits.js';
import { backReference } from './anaphora.js';
import { isComplete } from './complete-question.js';

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

/** Pronouns that a name can take the place of, and those that a name with 's can. */
const SUBSTITUTABLE = /^(?:he|she|it|they|him|them)$/iu;
const POSSESSIVE = /^(?:his|its|their)$/iu;
/** One or several words with a capital, not at the start of a sentence: "Yang Hongxia", "Bank of England", "Model 3". */
const NAME =
  /(?<=[\p{L}\p{N},;:’'”")]\s)\p{Lu}[\p{L}\p{N}’'.-]*(?:\s(?:(?:of\s)?\p{Lu}[\p{L}\p{N}’'.-]*|\p{Nd}[\p{L}\p{N}.-]*))*/gu;
/** Nouns that call something named before by its kind. */
const KIND_OF_NAMED =
  /\bthe (?:company|firm|business|organi[sz]ation|institution|agency|man|woman|person|player|team|club|band|artist|city|town|country|region|village|place|building|product|device|machine|model|film|movie|book|novel|song|album|series|game)\b(?!\s+\p{Lu})/iu;

/**
 * Fills in what a follow-up takes from the conversation, without a language model. A question that leans on
 * what was said before (a pronoun, an ellipsis) gets the one name that the question
 * before it is about, or that whole question in front. A question that is complete stays as it is, however short, so
 * that old topics are not dragged along.
 */
export function resolveQuestion(question: string, history: readonly HistoryTurn[]): ResolvedQuestion {
  const previous = history
    .findLast(({ role, text }) => role === 'user' && text.trim() !== '')
    ?.text.trim()
    .slice(0, LONGEST_QUESTION);
  if (previous === undefined) return { question, standalone: question, context: undefined };
  if (!isFollowUp(question, previous)) return { question, standalone: question, context: previous };
  const named = withName(question, previous);
  return named !== undefined
    ? { question: named, standalone: named, context: previous }
    : { question, standalone: `${previous} ${question}`, context: previous };
}

function isFollowUp(question: string, previous: string): boolean {
  if (backReference(question) !== undefined || !isComplete(question)) return true;
  return KIND_OF_NAMED.test(question) && namesIn(previous).length > 0 && namesIn(question).length === 0;
}

/** The question with the name in place of its pronoun; undefined unless both are clear. */
function withName(question: string, previous: string): string | undefined {
  const [name, ...others] = namesIn(previous);
  const reference = backReference(question);
  if (name === undefined || others.length > 0 || reference === undefined) return undefined;
  const { start, end } = reference;
  const pronoun = question.slice(start, end);
  const replacement = SUBSTITUTABLE.test(pronoun) ? name : POSSESSIVE.test(pronoun) ? `${name}’s` : undefined;
  return replacement && `${question.slice(0, start)}${replacement}${question.slice(end)}`;
}

/** The names in a question, each once. */
function namesIn(question: string): string[] {
  const names = [...question.matchAll(NAME)].map(([name]) => name.replace(/[’']s$|[.’'-]+$/u, ''));
  return [...new Set(names)];
}
