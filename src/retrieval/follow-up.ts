import { LONGEST_QUESTION } from '../ask-limits.js';
import { backReference } from './anaphora.js';
import { asksAgain } from './asks-again.js';
import { hasVerb, isComplete } from './complete-question.js';
import { type Swapped, saysOnlyMentions, withCounterparts } from './counterparts.js';
import { namesIn } from './mentions.js';
import { namesOwnTopic } from './own-topic.js';
import { asksOnlyWhy, isBareQuestionWord, withQuestionWord } from './question-word.js';
import { isSmallTalk } from './small-talk.js';

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
  /**
   * The question before, which retrieval keeps in view; undefined at the start of a conversation, and where the question
   * holds all that it takes from there.
   */
  readonly context: string | undefined;
  /** Whether all that is asked is why it is so ("Why?"): what gives no reason is then no answer. */
  readonly asksForReason?: boolean;
}

/** Pronouns that a name can take the place of, and those that a name with 's can. */
const SUBSTITUTABLE = /^(?:he|she|it|they|him|them)$/iu;
const POSSESSIVE = /^(?:his|its|their)$/iu;
/** Nouns that call something named before by its kind. */
const KIND_OF_NAMED =
  /\bthe (?:company|firm|business|organi[sz]ation|institution|agency|man|woman|person|player|team|club|band|artist|city|town|country|region|village|place|building|product|device|machine|model|film|movie|book|novel|song|album|series|game)\b(?!\s+\p{Lu})/iu;
/** Questions before that a follow-up is understood with, the latest. */
const QUESTIONS_LOOKED_AT = 8;

/** A question of the conversation, with what it took from those before it. */
interface Asked {
  readonly resolved: ResolvedQuestion;
  /** The last question that could be understood alone. */
  readonly root: string;
  /** What was put behind it, if anything. */
  readonly addition?: string;
  /** As it was asked, where it has got a name: put in, the name would draw the next question's vector (MTRAG). */
  readonly withoutName?: string;
}

/**
 * Fills in what a follow-up takes from the conversation, without a language model. What asks for nothing new ("Are you
 * sure?") is the question before once more; a follow-up that only mentions another thing of a kind ("And E502?") is the
 * question before, of that; one that leans on what was said otherwise (a pronoun, an ellipsis) gets the one name that
 * the question before it is about, or that whole question in front. A question that is complete stays as it is, however
 * short, so that old topics are not dragged along.
 */
export function resolveQuestion(question: string, history: readonly HistoryTurn[]): ResolvedQuestion {
  if (isSmallTalk(question)) return alone(question).resolved;
  const before = questionsLookedAt(history).reduce<Asked | undefined>(
    (earlier, { text }) => resolve(text, earlier),
    undefined,
  );
  return resolve(question, before).resolved;
}

/** Of a conversation, the turns that a question is understood with: the latest questions, oldest first. */
export function questionsLookedAt(history: readonly HistoryTurn[]): HistoryTurn[] {
  return history
    .filter(({ role, text }) => role === 'user' && !isSmallTalk(text))
    .slice(-QUESTIONS_LOOKED_AT)
    .map(({ role, text }) => ({ role, text: text.trim().slice(0, LONGEST_QUESTION) }));
}

function resolve(question: string, before: Asked | undefined): Asked {
  if (before === undefined) return alone(question);
  if (asksAgain(question)) return before;
  const swapped = swappedFor(question, before);
  if (swapped?.whole) return alone(swapped.question);
  const asked = withQuestionWord(question, before.resolved.standalone);
  if (asked !== undefined) return asking(alone(asked), question);
  const previous = swapped?.question ?? before.resolved.question;
  const context = swapped?.question ?? before.withoutName ?? previous;
  if (swapped === undefined && !isFollowUp(question, previous)) return alone(question, context);
  const named = withName(question, previous);
  if (named !== undefined) return { ...alone(named, context), withoutName: question };
  const { basis, root } = swapped ? { basis: swapped.question, root: swapped.question } : basisOf(before);
  const standalone = `${basis} ${question}`;
  // A question word alone has nothing to read with.
  const read = isBareQuestionWord(question) ? standalone : question;
  return asking({ resolved: { question: read, standalone, context }, root, addition: question }, question);
}

/** What a further question is put behind: what was put behind the root itself counts as far as it says something. */
function basisOf({ root, addition }: Asked): { basis: string; root: string } {
  if (addition === undefined || saysOnlyMentions(addition)) return { basis: root, root };
  const isTopic = hasVerb(addition) && backReference(addition) === undefined;
  return isTopic ? { basis: addition, root: addition } : { basis: `${root} ${addition}`, root };
}

function asking(asked: Asked, question: string): Asked {
  return asksOnlyWhy(question) ? { ...asked, resolved: { ...asked.resolved, asksForReason: true } } : asked;
}

/**
 * The question before with its counterparts swapped. What was put behind it goes, if it only mentioned something
 * ("And on Sundays?"), and stays, if it asked for something else ("And its weight?").
 */
function swappedFor(question: string, { root, addition }: Asked): Swapped | undefined {
  if (addition === undefined) return withCounterparts(question, root);
  const swappedRoot = saysOnlyMentions(addition) ? withCounterparts(question, root) : undefined;
  return swappedRoot ?? withCounterparts(question, `${root} ${addition}`);
}

/** A question that can be understood without the one before, which stays in view where it is given. */
function alone(question: string, context?: string): Asked {
  return { resolved: { question, standalone: question, context }, root: question };
}

function isFollowUp(question: string, previous: string): boolean {
  if (backReference(question) !== undefined) return true;
  if (!isComplete(question)) return !namesOwnTopic(question, previous);
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
