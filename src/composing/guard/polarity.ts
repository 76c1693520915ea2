import { isStopWord } from '../../passages/stop-words.js';
import { termsOf } from '../../passages/terms.js';

/** Which polarities each content stem of a text is found in. */
export interface Polarity {
  readonly affirmed: ReadonlySet<string>;
  readonly negated: ReadonlySet<string>;
  /** How often the text denies something. */
  readonly negations: number;
}

/** Terms after a negation that it may be about. */
const REACH = 6;

const NEGATIONS: ReadonlySet<string> = new Set(
  'not no never neither nor none nobody nothing nowhere without hardly scarcely barely rarely seldom unable'.split(
    ' ',
  ),
);
const CONTRACTION = /n[’']t\b/giu;
const CANNOT = /\bcannot\b/giu;
/** It adds, and denies nothing. */
const NOT_ONLY = /\bnot (?:only|just|merely)\b/giu;
/** "no later than", "not more than" belong to the number. */
const COMPARISON = /\b(?:no|not) (?:later|earlier|more|less|fewer) than\b/giu;
/** "did not, in the end, close" */
const ASIDE = /\b(not|never),\s[^,;:.]{1,60},/giu;
const CLAUSE = /[.!?;:—–()\n]|,|\b(?:but|while|whereas|although|though|however|because|and|or)\b/iu;

/** "did not close the plant" negates what follows, up to the clause's end. */
export function polarityOf(text: string): Polarity {
  const plain = text
    .replace(CONTRACTION, ' not')
    .replace(CANNOT, 'can not')
    .replace(NOT_ONLY, '')
    .replace(COMPARISON, '')
    .replace(ASIDE, '$1');
  const affirmed = new Set<string>();
  const negated = new Set<string>();
  let negations = 0;
  for (const clause of plain.split(CLAUSE)) {
    let reach = 0;
    for (const { word, stem } of termsOf(clause)) {
      if (NEGATIONS.has(word)) {
        reach = REACH;
        // "neither … nor" denies once.
        if (word !== 'nor') negations++;
      } else {
        if (!isStopWord(word)) (reach > 0 ? negated : affirmed).add(stem);
        reach--;
      }
    }
  }
  return { affirmed, negated, negations };
}

/** Whether a claim denies what its quotes affirm, or affirms what they only deny. */
export function flips(claim: Polarity, quotes: readonly Polarity[]): boolean {
  const denials = Math.max(0, ...quotes.map(({ negations }) => negations));
  if (claim.negations > 0 && denials === 0) return true;
  const affirmed = (stem: string) => quotes.some((quote) => quote.affirmed.has(stem));
  const negated = (stem: string) => quotes.some((quote) => quote.negated.has(stem));
  // Where both deny as often, what the denial is about ("no one may", "one may not") stands on either side of it.
  return (
    [...claim.negated].some((stem) => affirmed(stem) && !negated(stem)) ||
    (claim.negations < denials && [...claim.affirmed].some((stem) => negated(stem) && !affirmed(stem)))
  );
}
