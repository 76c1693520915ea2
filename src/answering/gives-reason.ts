import type { ChosenExcerpt } from './choose-excerpts.js';

/** What English joins a reason with, and nouns and verbs of causing. */
const CAUSAL =
  /\b(?:because|due to|owing to|thanks to|on account of|so (?:that|as to)|in order (?:to|that)|therefore|thus|hence|consequently|in case|given that|lest|otherwise|reasons?|purposes?|caus(?:e|es|ed|ing)|results? (?:in|of|from)|resulted|leads? to|led to|prevents?|avoids?|protects?|ensures?|allows?|enables?|require[sd]?)\b/iu;
/** Behind a comma: "…, since the rooms are narrow", but "closed, since 2019", "a car, for example", "…, as of May". */
const CLAUSE =
  /,\s(?:as|so|for|since)\s(?!(?:example|instance|now|free|sale|far|well|of|long|soon|many|much|in|on|about|then|early|late)\b|\p{Nd}|\p{Lu})/u;
/** What is done for a purpose: verbs of guarding, and of making something easier or less. */
const PURPOSE_VERB =
  '(?:keep|avoid|prevent|protect|ensure|make|let|allow|enable|help|save|spare|reduce|lower|limit|cut|raise|improve|increase|preserve|maintain|guard|secure|guarantee|stop|comply|meet|minimi[sz]e|support|hide|hold|give|leave|show|cover|fund|finance)';
const PURPOSE = new RegExp(`(?:^|(?<before>[\\p{L}\\p{N}]+)\\W+)to ${PURPOSE_VERB}\\b`, 'giu');
/** Behind these, "to" and a verb say what must, may or will be done, not what for. */
const TAKES_VERB =
  /^(?:able|am|is|are|was|were|be|being|been|has|have|had|having|need|needs|needed|want|wants|wanted|ought|used|going|allowed|permitted|required|requested|asked|told|obliged|entitled|expected|advised|free|unable|likely|how|what|where|when|try|tries|tried|trying|plans?|planned|begins?|began|begun|start|starts|started|continues?|continued|decides?|decided|promised?|agreed?|agrees|refused?|failed?|fails|managed?|forgets?|forgot|remember|wishes|wish|hopes?|hoped|like|likes|seems?|helps?|known|easy|hard|difficult|ready|right|not)$/iu;
/** A sentence, then what explains it: "The floor is wet: falls are common"; not "Opening hours: nine to five". */
const EXPLAINED =
  /(?:[\p{L}\p{N}’'-]+\s+){3}[\p{L}\p{N}’'-]+:\s+\p{Ll}[\p{L}’'-]*(?:\s+[\p{L}\p{N}’'-]+){2}/u;

/** Whether a text gives a reason for anything, as far as its words tell. */
export function givesReason(text: string): boolean {
  if (CAUSAL.test(text) || CLAUSE.test(text) || EXPLAINED.test(text)) return true;
  return [...text.matchAll(PURPOSE)].some(({ groups }) => !TAKES_VERB.test(groups?.['before'] ?? ''));
}

/** Weighted share of the question that a further excerpt must hold for its reason to be one of what is asked, 0..1. */
const SHARE = 0.5;

/**
 * Excerpts that give a reason, best first: as they are where the first does, or another that is about the same; else the
 * first together with the sentence behind it where that does. Undefined where none is given.
 */
export function withReason(excerpts: readonly ChosenExcerpt[]): readonly ChosenExcerpt[] | undefined {
  const [first, ...others] = excerpts;
  if (first === undefined) return undefined;
  if (givesReason(first.text)) return excerpts;
  if (others.some(({ best, text }) => best.sentence.coverage >= SHARE && givesReason(text))) return excerpts;
  if (first.best.sentence.record) return undefined;
  const next = first.best.evidence.sentences.find(({ sentence }) => sentence.start >= first.end);
  if (next === undefined || next.record || next.sentence.kind !== first.best.sentence.sentence.kind) {
    return undefined;
  }
  if (!givesReason(next.text)) return undefined;
  const { passage, text } = first.passage;
  const end = next.sentence.end;
  return [{ ...first, end, text: text.slice(first.start - passage.start, end - passage.start) }, ...others];
}
