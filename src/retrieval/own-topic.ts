import { isStopWord } from '../passages/stop-words.js';
import { termsOf } from '../passages/terms.js';
import { coreOf, hasVerb, isFiller } from './complete-question.js';
import { counterpartOf } from './like-mention.js';
import { mentionsIn } from './mentions.js';

const PREPOSITION =
  /^(?:about|after|at|before|by|during|for|from|in|into|of|on|over|per|since|till|to|until|with|without)\b/iu;
const NAMING: ReadonlySet<string> = new Set(['code', 'identifier', 'name']);
/** The first word has a capital as it is the first; what a small word follows is no name of two words. */
const SMALL_WORD = /^\p{Ll}/u;
const SMALL_WORD_NEXT = /^\S+\s+\p{Ll}/u;

/**
 * Whether a message without a verb asks for something of a thing that it names ("seats in Calder", "price of Pro"), and
 * neither was spoken of. Where the question before names a thing in the same place, the message may be about that with
 * another ("How many days of leave do fathers in Spain get? Mothers in Japan?"), unless that is such a message, too.
 */
export function namesOwnTopic(question: string, previous: string): boolean {
  const core = coreOf(question);
  if (core !== question.trim() || hasVerb(core) || PREPOSITION.test(core)) return false;
  const said = new Set(termsOf(previous).map(({ stem }) => stem));
  const mentions = mentionsIn(core).filter(({ kind }) => NAMING.has(kind));
  const isNew = (text: string) => termsOf(text).every(({ stem }) => !said.has(stem));
  if (mentions.length === 0 || !mentions.every(({ text }) => isNew(text))) return false;
  const beside = termsOf(core).filter(
    ({ word, start, end }) =>
      !isStopWord(word) && !isFiller(word) && !mentions.some((one) => start < one.end && end > one.start),
  );
  const asksForSomething = beside.some(({ start, stem }) => {
    const rest = core.slice(start);
    return !said.has(stem) && (SMALL_WORD.test(rest) || (start === 0 && SMALL_WORD_NEXT.test(rest)));
  });
  if (!asksForSomething) return false;
  if (!hasVerb(coreOf(previous))) return true;
  const before = mentionsIn(previous);
  return mentions.every((mention) => counterpartOf(mention, before, core, previous) === undefined);
}
