import { isStopWord } from '../passages/stop-words.js';
import { type Term, termsOf } from '../passages/terms.js';
import { backReference } from './anaphora.js';
import { coreOf, hasVerb, isComplete, isFiller } from './complete-question.js';
import { counterpartOf } from './like-mention.js';
import { type Mention, type MentionKind, mentionsIn } from './mentions.js';

/** "the 100 mm one": stands for the noun of the question before. */
const ONE_OF_A_KIND = /\b(?:the|an?|this|that)\s+(?:[^\s?]+\s+){1,4}?ones?\b/iu;
const PERSONAL = /\b(?:he|she|it|they|him|her|them|his|its|their)\b/iu;
/** What is compared or left out is not put in the place of the other. */
const BESIDE =
  /\b(?:than|without|except|besides|unlike|not|no|vs|versus|compared|instead of|rather|between)\b/iu;
const ASKED_FOR = /\b(?:how\s+\p{L}+|what|which|who(?:se|m)?|when|where|why|how)\b/giu;
/** Kinds that tell by themselves what a question is about. */
const NAMING: ReadonlySet<MentionKind> = new Set(['code', 'identifier', 'name'] as const);

/**
 * A follow-up that only mentions something has a few words, and what it is put into is one question or two: in longer
 * texts (UTF-16 code units) nothing is looked for.
 */
const LONGEST_FOLLOW_UP = 200;
const LONGEST_PREVIOUS = 600;

/** What a follow-up makes of the question before it. */
export interface Swapped {
  /** The question before, with what the follow-up mentions in the place of its counterpart. */
  readonly question: string;
  /** Whether this is all that the follow-up asks; else it asks something of its own about it. */
  readonly whole: boolean;
}

/**
 * Puts what a follow-up mentions in the place of what the question before mentions of the same kind: a code for a code
 * ("And E502?"), a setting for a setting ("and cache_ttl?"), a number of a unit for another ("the 100 mm one?"), a year, a month, a weekday or a name for another.
 * Only where each of them has one counterpart that is meant for sure.
 */
export function withCounterparts(question: string, previous: string): Swapped | undefined {
  const core = coreOf(question);
  if (question.length > LONGEST_FOLLOW_UP || previous.length > LONGEST_PREVIOUS) return undefined;
  const mentions = mentionsOf(question);
  if (mentions.length === 0 || setsBeside(mentions, question)) return undefined;
  const whole = saysNothingElse(question, previous, mentions);
  // A measure or a date is never what is asked about ("How much is the 100 mm?"); a name or a code may be.
  const namesNothing = mentions.every(({ kind }) => !NAMING.has(kind));
  const isOne = ONE_OF_A_KIND.test(question) && hasVerb(core) && !PERSONAL.test(question);
  const leans = isOne || !isComplete(question) || backReference(question) !== undefined;
  const saysNoTopic = namesNothing && contentBeside(mentions, question).length <= 1;
  if (whole ? !leans && !saysNoTopic : !leans || !(namesNothing || isOne)) return undefined;
  const before = mentionsIn(previous);
  const pairs = mentions.map((mention) => ({
    mention,
    counterpart: counterpartOf(mention, before, question, previous),
  }));
  const replaced = new Set(pairs.map(({ counterpart }) => counterpart?.text));
  if (replaced.size < pairs.length || replaced.has(undefined)) return undefined;
  const swapped = before.reduceRight((text, { start, end, text: named }) => {
    const pair = pairs.find(({ counterpart }) => counterpart?.text === named);
    return pair ? text.slice(0, start) + pair.mention.text + text.slice(end) : text;
  }, previous);
  return { question: swapped, whole };
}

/** Whether a question holds nothing of content but what it mentions. */
export function saysOnlyMentions(question: string): boolean {
  if (question.length > LONGEST_FOLLOW_UP) return false;
  return wordsBeside(mentionsOf(question), question).every(({ word }) => isStopWord(word));
}

/** Those behind the words that open the question; behind them, a capital is no sentence's start. */
function mentionsOf(question: string): Mention[] {
  const offset = offsetOfCore(question);
  return mentionsIn(question).filter(({ start }) => start >= offset);
}

/** Whether all of the follow-up's content but what it mentions stands in the question before as well. */
function saysNothingElse(question: string, previous: string, mentions: readonly Mention[]): boolean {
  const askedBefore = askedFor(previous);
  if (askedFor(question.slice(offsetOfCore(question))).some((word) => !askedBefore.includes(word)))
    return false;
  const said = new Set(termsOf(previous).map(({ stem }) => stem));
  return contentBeside(mentions, question).every(({ stem }) => said.has(stem));
}

function setsBeside(mentions: readonly Mention[], question: string): boolean {
  const beside = mentions.reduceRight(
    (text, { start, end }) => `${text.slice(0, start)}_${text.slice(end)}`,
    question,
  );
  return BESIDE.test(coreOf(beside));
}

function askedFor(question: string): string[] {
  return [...question.matchAll(ASKED_FOR)].map(([word]) => word.toLowerCase());
}

/** The words of a question but for those that open it and those that it mentions something with. */
function wordsBeside(mentions: readonly Mention[], question: string): Term[] {
  const offset = offsetOfCore(question);
  return termsOf(question).filter(
    ({ start, end }) =>
      start >= offset && !mentions.some((mention) => start < mention.end && end > mention.start),
  );
}

function offsetOfCore(question: string): number {
  return question.lastIndexOf(coreOf(question));
}

function contentBeside(mentions: readonly Mention[], question: string): Term[] {
  return wordsBeside(mentions, question).filter(
    ({ word }) => !isStopWord(word) && !isFiller(word) && !isUnit(word, mentions),
  );
}

function isUnit(word: string, mentions: readonly Mention[]): boolean {
  return /^ones?$/u.test(word) || mentions.some(({ unit }) => unit !== '' && word.startsWith(unit));
}
