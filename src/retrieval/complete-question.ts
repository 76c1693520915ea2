import { isStopWord } from '../passages/stop-words.js';
import { type Term, termsOf } from '../passages/terms.js';

/** Words that go on from what was said, and say nothing of what is asked. */
const OPENERS =
  /^(?:(?:and|but|or|so|then|also|ok|okay|well|now|no|yes|yeah|right|great|thanks|thank you|please|by the way|btw|actually|oh|hmm|i meant?)\b(?!-[\p{L}\p{N}])[\s,.!:;–-]*)+/iu;
/** Openings whose question is the one before, of something else. */
const SAME_OF =
  /^(?:what about|how about|what of|how come|which ones?|any(?:thing)? (?:else|other)|for example|such as|like what|go on)\b[\s,]*/iu;
const SUBORDINATE =
  /^(?:even )?(?:if|because|unless|although|though|whether|since|in case)\b[^,.?!]*[?!.\s]*$/iu;
const PREPOSITION =
  /^(?:about|after|at|before|below|above|beyond|by|during|for|from|in|into|of|on|over|per|since|than|through|till|to|under|until|up to|with|within|without|via|between|across)\b/iu;
const IMPERATIVE =
  /^(?:tell|give|show|explain|describe|list|define|name|summari[sz]e|find|compare|outline)\b(?:\s+(?:me|us))?\s*(?:about\b)?/iu;
const AUXILIARY =
  /\b(?:am|is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|must|may|might|cannot)\b|\b(?:what|who|where|when|how|why|which|that|there|it|i|you|we|they|he|she)['’](?:s|re|m|ll|ve|d)\b|n['’]t\b/iu;
/** "Who wrote …", "what causes …": the question word is the subject. */
const SUBJECT_QUESTION =
  /^(?:who\s+\p{L}+|what\s+(?:if\s+\p{L}+|\p{L}{2,}(?:ed|s)|made|led|became|began|went|took|gave|got|won|lost|kept|left|set|cut|hit|broke|came|brought|drove|fell|grew|rose|shook))\b/iu;
/** A question for one thing that it names, and does not only call "the …". */
const ASKS_WHAT_IT_NAMES =
  /^(?:(?:what|how much|where|when)(?:['’]s|\s+(?:is|are|was|were))\s+(?!the\b|\p{L}+ed\W*$)|who(?:['’]s|\s+(?:is|are|was|were))\s+\p{Lu})/u;
/** Words of content by their form that name nothing. */
const FILLERS: ReadonlySet<string> = new Set(
  'happen happens happened happening anything something everything else thing things exactly please really example examples detail details possible'.split(
    ' ',
  ),
);
/** "How long", "how old": the adjective belongs to the question word. */
const AFTER_HOW = /\bhow\s+\p{L}+$/iu;

/** A question that names less than this besides its verb cannot stand alone. */
const FEWEST_WORDS = 2;

/**
 * Whether a question says itself what it asks, as far as its form tells: it has a verb of its own and names what it
 * asks about. "And over how many years?", "why?", "what about Leeds?" do not; "And what is the refund policy?" does.
 * English forms; what is asked in other languages is complete with three words.
 */
export function isComplete(question: string): boolean {
  const core = coreOf(question);
  const goesOn = core.length < question.trim().length;
  const words = contentWords(core);
  if (words.size === 0 || SUBORDINATE.test(core)) return false;
  if (!hasVerb(core)) return !goesOn && !PREPOSITION.test(core) && words.size > FEWEST_WORDS;
  if (words.size >= FEWEST_WORDS) return true;
  return ASKS_WHAT_IT_NAMES.test(lowerFirst(core)) || /^\p{L}+ (?:me |us )?about (?!the\b)/iu.test(core);
}

/** What is left of a question without the words that only go on from what was said ("And what about …"). */
export function coreOf(question: string): string {
  return withoutOpeners(question).replace(SAME_OF, '');
}

/** A message without the words that it is opened with ("Thanks, and …"). */
export function withoutOpeners(message: string): string {
  return message.trim().replace(OPENERS, '');
}

/** Whether a question has a verb of its own, as far as its form tells. */
export function hasVerb(core: string): boolean {
  return AUXILIARY.test(core) || SUBJECT_QUESTION.test(core) || IMPERATIVE.test(core);
}

function contentWords(core: string): Set<string> {
  const asked = core.replace(IMPERATIVE, '');
  const carrying = termsOf(asked).filter((term) => carries(term, asked));
  return new Set(carrying.map(({ stem }) => stem));
}

/** Whether a word is one of content by its form, and yet names nothing: "thing", "exactly". */
export function isFiller(word: string): boolean {
  return FILLERS.has(word);
}

function carries({ word, start, end }: Term, text: string): boolean {
  if (isStopWord(word) || isFiller(word)) return false;
  if (/^(?:take|takes|took|cost|costs)$/u.test(word) && /\bit\s+$/iu.test(text.slice(0, start))) return false;
  return !AFTER_HOW.test(text.slice(0, end));
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
