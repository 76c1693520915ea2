import { withoutOpeners } from './complete-question.js';

const AUXILIARY =
  '(?:am|is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|must|may|might)';
const ADVERB = '(?:since when|until when|till when|by when|how (?:often|long|soon)|when|where|why|how)';
/** "Why?", "How come?", "Why is that?": a question word and nothing that it asks about. */
const BARE = new RegExp(
  `^(?:(?<why>why(?: so)?|how come|how so|what for|for what reason|why (?:is|was) (?:that|this|it)(?: so| the case)?)|(?<whynot>why not)|(?<adverb>${ADVERB}))[\\s?!.]*$`,
  'iu',
);
/** "Are pets allowed?", "When was it built?": what any adverb can ask for. */
const ADVERBIAL = new RegExp(`^(?:${ADVERB}\\s+)?(?<auxiliary>${AUXILIARY})\\s+(?<rest>.+)$`, 'isu');
const NEGATED: Readonly<Record<string, string>> = { can: 'can’t', will: 'won’t', shall: 'shan’t' };
const WITHOUT_CONTRACTION = /^(?:am|may)$/u;

/**
 * The question before, asked with the question word that is all of a follow-up: "Why?" after "Is working abroad
 * limited?" asks "Why is working abroad limited?". Undefined where the follow-up says more, or where what the question
 * before asks for is not an adverb, so that no other can take its place ("Who built it?").
 */
export function withQuestionWord(question: string, previous: string): string | undefined {
  const word = BARE.exec(withoutOpeners(question))?.groups;
  const asked = ADVERBIAL.exec(withoutOpeners(previous))?.groups;
  if (!word || !asked) return undefined;
  const { auxiliary = '', rest = '' } = asked;
  const lower = auxiliary.toLowerCase();
  if (word['whynot'] !== undefined) {
    if (WITHOUT_CONTRACTION.test(lower)) return undefined;
    return `Why ${NEGATED[lower] ?? `${lower}n’t`} ${rest}`;
  }
  const adverb = word['adverb']?.toLowerCase() ?? 'why';
  return `${adverb.charAt(0).toUpperCase()}${adverb.slice(1)} ${lower} ${rest}`;
}

/** Whether a question is a question word alone: nothing can be read with it. */
export function isBareQuestionWord(question: string): boolean {
  return BARE.test(withoutOpeners(question));
}

/** Whether a question asks for the reason of what was said, and for nothing else. */
export function asksOnlyWhy(question: string): boolean {
  const word = BARE.exec(withoutOpeners(question))?.groups;
  return word !== undefined && (word['adverb'] ?? 'why').toLowerCase() === 'why';
}
