import { isStopWord } from '../passages/stop-words.js';
import { type Term, termsOf } from '../passages/terms.js';
import { backReference } from './anaphora.js';
import { coreOf, hasVerb, isComplete, isFiller } from './complete-question.js';
import { type Mention, type MentionKind, mentionsIn } from './mentions.js';

/** "the 100 mm one": stands for the noun of the question before. */
const ONE_OF_A_KIND = /\b(?:the|an?|this|that)\s+(?:[^\s?]+\s+){1,4}?ones?\b/iu;
const PERSONAL = /\b(?:he|she|it|they|him|her|them|his|its|their)\b/iu;
/** What is compared or left out is not put in the place of the other. */
const BESIDE =
  /\b(?:than|without|except|besides|unlike|not|no|vs|versus|compared|instead of|rather|between)\b/iu;
const ASKED_FOR = /\b(?:how\s+\p{L}+|what|which|who(?:se|m)?|when|where|why|how)\b/giu;
/** Kinds that tell by themselves what a question is about. */
const NAMING: ReadonlySet<MentionKind> = new Set(['code', 'name'] as const);
/** Prepositions that say no more than none: "the price of Pro", "and for Team?". */
const PLAIN_PREPOSITION = /^(?:|of|for|about|with)$/u;

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
 * ("And E502?"), a number of a unit for another ("the 100 mm one?"), a year, a month, a weekday or a name for another.
 * Only where each of them has one counterpart that is meant for sure.
 */
export function withCounterparts(question: string, previous: string): Swapped | undefined {
  const core = coreOf(question);
  if (question.length > LONGEST_FOLLOW_UP || previous.length > LONGEST_PREVIOUS) return undefined;
  const mentions = mentionsOf(question);
  if (mentions.length === 0 || setsBeside(mentions, question)) return undefined;
  const whole = saysNothingElse(question, previous, mentions);
  // A measure or a date is never what is asked about; a name or a code is, where the question is complete.
  const namesNothing = mentions.every(({ kind }) => !NAMING.has(kind));
  const isOne = ONE_OF_A_KIND.test(question) && hasVerb(core) && !PERSONAL.test(question);
  const leans = isOne || !isComplete(question) || backReference(question) !== undefined;
  if (whole ? !leans && !namesNothing : !leans || !(namesNothing || isOne)) return undefined;
  const before = mentionsIn(previous);
  const pairs = mentions.map((mention) => ({
    mention,
    counterpart: counterpartOf(mention, before, question),
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
  return wordsBeside(mentions, question).every(
    ({ word, stem }) => isStopWord(word) || isFiller(word) || isUnit(word, mentions) || said.has(stem),
  );
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

function isUnit(word: string, mentions: readonly Mention[]): boolean {
  return /^ones?$/u.test(word) || mentions.some(({ unit }) => unit !== '' && word.startsWith(unit));
}

/** The one mention of `before` that is of the same kind and in the same place. */
function counterpartOf(mention: Mention, before: readonly Mention[], question: string): Mention | undefined {
  const alike = before.filter(({ kind }) => kind === mention.kind);
  switch (mention.kind) {
    case 'code':
      return only(alike.filter(({ label }) => label === mention.label)) ?? only(alike);
    case 'number':
    case 'year':
      return numberLike(mention, before);
    case 'name':
      return nameLike(mention, alike, question);
    default:
      return only(alike);
  }
}

function numberLike(mention: Mention, before: readonly Mention[]): Mention | undefined {
  const numbers = before.filter(({ kind }) => kind === 'number' || kind === 'year');
  const { unit, label, kind } = mention;
  if (unit !== '') {
    const same = only(numbers.filter((other) => other.unit === unit));
    if (same) return same;
  }
  if (kind === 'year') return only(numbers.filter((other) => other.kind === 'year'));
  if (label !== '') {
    const same = only(numbers.filter((other) => other.label === label));
    if (same) return same;
  }
  return unit === '' && label === '' ? only(numbers.filter((other) => other.kind === 'number')) : undefined;
}

function nameLike(mention: Mention, names: readonly Mention[], question: string): Mention | undefined {
  const standsFor = /\bones?\s+\S+\s+(?:the\s+)?$/iu.test(question.slice(0, mention.start));
  const preposition = standsFor ? '' : mention.preposition;
  const placed = names.filter((other) =>
    PLAIN_PREPOSITION.test(preposition)
      ? PLAIN_PREPOSITION.test(other.preposition)
      : other.preposition === preposition,
  );
  return only(placed) ?? (PLAIN_PREPOSITION.test(preposition) ? only(names) : undefined);
}

/** The one that there is, if once or several times. */
function only(found: readonly Mention[]): Mention | undefined {
  return found.every(({ text }) => text === found[0]?.text) ? found[0] : undefined;
}
