import { isStopWord } from '../passages/stop-words.js';
import { termsOf } from '../passages/terms.js';

/** The kind of thing that a question asks for, as far as its words tell. */
export type AnswerKind = 'quantity' | 'date' | 'version' | 'person' | 'other';

export interface QuestionAnalysis {
  readonly kind: AnswerKind;
  /** Stems of the names and numbers that the question mentions: an answer about others is none. */
  readonly named: readonly string[];
}

const QUANTITY =
  /^how (?:much|many|long|old|far|big|large|tall|high|often|fast|deep|wide|heavy)\b|^(?:what|which) (?:percentage|percent|number|amount|proportion|share|price|cost|size)\b/iu;
const DATE =
  /^when\b|^(?:what|which) (?:year|date|day|month|century|decade|time)\b|^(?:what(?: is| was|’s|'s) )?(?:the )?(?:\p{L}+ )?date\b/iu;
const VERSION =
  /^(?:what|which) (?:version|release)\b(?! date)|^(?:what(?: is|’s|'s) |which is )?(?:the )?(?:first|last|latest|earliest|oldest|newest|current) (?:version|release)\b(?! date)/iu;
const YES_OR_NO =
  /^\P{L}*(?:is|are|was|were|do|does|did|can|could|may|might|must|should|shall|will|would|has|have|had|am)\b/iu;
const COUNTED = /\bhow many ([\p{L}\p{M}]+)/iu;
const PERSON = /^who(?:se|m)?\b/iu;
/** The words that the patterns above begin with, and others that ask for anything; WHO is an organisation. */
const INTERROGATIVE = /\b(?:how (?:many|much)|what|which|where|why|how|when|who(?:se|m)?)\b/giu;
const SETS_THE_SCENE = /^(?:when|which|where)$/iu;
const HOW_MANY = /^how (?:many|much)$/iu;
const CLAUSE_IN_FRONT = /^\W*when\b[^,?]*,\s*(?=.*\b(?:what|which|where|why|how|who(?:se|m)?)\b)/iu;

/** Number words that stand for quantities as digits do. */
const NUMBER_WORD =
  /\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion|dozen|half|third|quarter|twice|once|double|several|few|many|most|all|none|couple)s?\b/iu;
const DIGIT = /\p{Nd}/u;
const MONTH_OR_DAY =
  /\b(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|monday|tuesday|wednesday|thursday|friday|saturday|sunday|century|decade|spring|summer|autumn|winter|today|yesterday|ago|since|until)\b/iu;
const CAPITALISED = /(?<![.!?]\s|^)\b\p{Lu}[\p{L}\p{M}.'’-]*\p{L}/u;
const CAPITAL = /\p{Lu}/u;
const NAME_IN_QUESTION = /\p{Lu}|\p{Nd}/u;

export function analyseQuestion(question: string): QuestionAnalysis {
  return { kind: kindOf(question), named: namedIn(question) };
}

/** "Is it …?": a number in a text is then what the one that is asked about is held against. */
export function isYesOrNo(question: string): boolean {
  return YES_OR_NO.test(question);
}

/** The stem of what a question asks the number of: "How many rooms are there?" */
export function countedIn(question: string): string | undefined {
  return termsOf(COUNTED.exec(question)?.[1] ?? '')[0]?.stem;
}

/** Whether a text holds anything of the kind asked for; true for `other`, since nothing is known. */
export function holdsKind(kind: AnswerKind, text: string): boolean {
  switch (kind) {
    case 'version':
      return DIGIT.test(text);
    case 'quantity':
      return DIGIT.test(text) || NUMBER_WORD.test(text);
    case 'date':
      return DIGIT.test(text) || MONTH_OR_DAY.test(text);
    case 'person':
      return CAPITALISED.test(text);
    case 'other':
      return true;
  }
}

/** Whether a phrase can be the answer to a question of a kind: a person may open a sentence, a date be a number in words. */
export function isOfKind(kind: AnswerKind, phrase: string): boolean {
  switch (kind) {
    case 'version':
      return DIGIT.test(phrase);
    case 'quantity':
      return DIGIT.test(phrase) || NUMBER_WORD.test(phrase);
    case 'date':
      return DIGIT.test(phrase) || NUMBER_WORD.test(phrase) || MONTH_OR_DAY.test(phrase);
    case 'person':
      return CAPITAL.test(phrase);
    case 'other':
      return true;
  }
}

/**
 * What the first interrogative asks for: those after it are of clauses ("the player who scored"). A clause in front
 * ("When the war ended, who …") asks for nothing, and one that names a time or one of several leaves it to a number
 * ("When the war ended how many died?").
 */
function kindOf(question: string): AnswerKind {
  const asked = question.replace(CLAUSE_IN_FRONT, '');
  const [first, ...later] = [...asked.matchAll(INTERROGATIVE)].filter(([word]) => word !== 'WHO');
  const counting = SETS_THE_SCENE.test(first?.[0] ?? '')
    ? later.find(({ 0: word }) => HOW_MANY.test(word))
    : undefined;
  const rest = asked.slice((counting ?? first)?.index ?? 0);
  const kinds = [
    ['quantity', QUANTITY],
    ['date', DATE],
    ['version', VERSION],
    ['person', PERSON],
  ] as const;
  return kinds.find(([, pattern]) => pattern.test(rest))?.[0] ?? 'other';
}

/** Words with a capital or a digit; the first word only says that a sentence begins, unless a digit says more. */
function namedIn(question: string): string[] {
  const named = termsOf(question).filter(({ word, start, end }) => {
    const written = question.slice(start, end);
    const opensSentence = /(?:^|[.!?]\s+)["'“‘(]*$/u.test(question.slice(0, start));
    return !isStopWord(word) && (opensSentence ? /\p{Nd}|.\p{Lu}/u : NAME_IN_QUESTION).test(written);
  });
  return [...new Set(named.map(({ stem }) => stem))];
}
