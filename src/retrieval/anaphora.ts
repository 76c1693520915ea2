import { isStopWord } from '../passages/stop-words.js';

/** In the place of words that have their meaning from the question itself; counts as a word, but as none of content. */
const NOTHING = '_';
const WORD = /[\p{L}\p{M}\p{N}_]+/gu;
const GIVEN_A_MEANING = /\b(?:it|there|this|these|those|ones?)\b/giu;

/** The pronouns that can stand for something said before. */
const PERSONAL: ReadonlySet<string> = new Set(['he', 'she', 'it', 'they', 'him', 'her', 'them']);
const POSSESSIVE: ReadonlySet<string> = new Set(['his', 'her', 'its', 'their']);
const ALWAYS_BACK: ReadonlySet<string> = new Set('hers theirs this these those there ones'.split(' '));

/** "Is it possible to …", "how long does it take to …": the pronoun stands for what follows. */
const EXPLETIVE =
  /\bit(?:['’]s)?\s+(?:(?:is|was|be|still|also|ever|really|not)\s+)*(?:(?:possible|impossible|allowed|permitted|forbidden|necessary|required|compulsory|mandatory|legal|illegal|safe|dangerous|ok|okay|fine|true|likely|better|best|worth|easy|hard|difficult|important|advisable|normal|common|cheaper|free)\s+(?:to|that|if|for)|(?:takes?|took|costs?)\s+(?:\p{L}+\s+){0,3}?(?:to|for|until|before))\b/giu;
/** "Are there …", "there is …": says that something exists, and nothing of a place. */
const EXISTENTIAL =
  /\b(?:is|are|was|were|be|been|will|has|have|can|could|should|must|might|isn['’]t|aren['’]t)\s+there\b|\bthere(?:['’]s|\s+(?:is|are|was|were|will|has|have|be))\b/giu;
/** Points at the time of asking, or at the text itself. */
const DEICTIC =
  /\b(?:this|these)\s+(?:morning|afternoon|evening|week|weekend|month|quarter|season|summer|winter|spring|autumn|year|decade|century|time|day|days|article|document|page|text|site|website|story|report|manual|handbook|policy)\b/giu;
/** "Those who …": what follows says which. */
const CATAPHORIC = /\b(?:those|ones)\s+(?:who|whose|whom|with|that|which)\b/giu;
/** "One of the …", "no one", "one-off": a number, or a part of a word. */
const NUMERAL = /\bno\s+one\b|\bone(?:\s+of\b|-(?=\p{L}))/giu;
/** "The same", "the latter", "any others": what of is not said. */
const ELLIPTICAL =
  /\bthe\s+(?:latter|former)\b|\b(?:the\s+(?:same|others?|rest|first|second|third|last|next|previous|above)|others|another)\W*$/iu;

const BEFORE_CLAUSE: ReadonlySet<string> = new Set(
  'if when because before after once until while that which who and but or so unless since where how although though as'.split(
    ' ',
  ),
);
const OPENS_NOUN: ReadonlySet<string> = new Set(
  'the a an my our your all any each every some no which what of in at on for from by with about to do does did can will is are was were has have should must may'.split(
    ' ',
  ),
);
const SUBJECT_FOLLOWS: ReadonlySet<string> = new Set(
  'is are was were do does did has have had can could will would should must may'.split(' '),
);
const SAYS_WHICH_ONE: ReadonlySet<string> = new Set('which this that other another the each'.split(' '));
/** Behind these, "that" opens a clause though they carry little themselves. */
const BEFORE_THAT: ReadonlySet<string> = new Set(['so', 'all', 'such']);

/** Where in a question, in UTF-16 code units. */
export interface Reference {
  readonly start: number;
  readonly end: number;
}

/**
 * The first word or phrase of a question that stands for something said before it ("she", "that", "the latter");
 * undefined where there is none. Words that the question itself gives a meaning do not count: "Is it possible to pay by
 * card?", "Are there discounts?", "Can employees carry over their leave?".
 */
export function backReference(question: string): Reference | undefined {
  const own = [EXPLETIVE, EXISTENTIAL, DEICTIC, CATAPHORIC, NUMERAL].reduce(
    (text, use) => text.replace(use, (phrase) => phrase.replace(GIVEN_A_MEANING, blank)),
    question,
  );
  const matches = [...own.matchAll(WORD)];
  const words = matches.map(([word]) => word);
  const pronoun = matches.find((_, position) => pointsBack(words, position));
  const match = pronoun ?? ELLIPTICAL.exec(question) ?? undefined;
  return match && { start: match.index, end: match.index + match[0].length };
}

function blank(word: string): string {
  return NOTHING.repeat(word.length);
}

function pointsBack(words: readonly string[], position: number): boolean {
  const word = lower(words[position]);
  const before = lower(words[position - 1]);
  const after = lower(words[position + 1]);
  if (ALWAYS_BACK.has(word)) return true;
  if (word === 'that') return after === '' || !(BEFORE_THAT.has(before) || isContent(before));
  if (word === 'one') return SAYS_WHICH_ONE.has(before) || !isContent(after);
  if (POSSESSIVE.has(word) && isContent(after)) {
    return SUBJECT_FOLLOWS.has(before) ? !isInLaterClause(words, position) : !namesSomething(words, position);
  }
  return PERSONAL.has(word) && !isInLaterClause(words, position);
}

/** Whether something is named, then a clause begun, before the word at `position`. */
function isInLaterClause(words: readonly string[], position: number): boolean {
  for (let at = position - 1; at > 0; at -= 1) {
    if (BEFORE_CLAUSE.has(lower(words[at])) && namesSomething(words, at)) return true;
  }
  return false;
}

/** Whether a noun stands before `end`, as far as its form and the word before it tell. */
function namesSomething(words: readonly string[], end: number): boolean {
  return words.slice(0, end).some((word, position) => {
    if (position === 0 || !isContent(lower(word))) return false;
    return OPENS_NOUN.has(lower(words[position - 1])) || /^\p{Lu}|^.{3,}s$/u.test(word);
  });
}

function isContent(word: string): boolean {
  return word !== '' && !word.startsWith(NOTHING) && !isStopWord(word);
}

function lower(word: string | undefined): string {
  return word?.toLowerCase() ?? '';
}
