import type { StemWeights } from '../retrieval/retriever.js';
import type { ChosenExcerpt } from './choose-excerpts.js';
import type { PassageEvidence } from './evidence.js';
import { stemsOf } from './overlap.js';
import { analyseQuestion, holdsKind } from './question-analysis.js';

/**
 * What the refusal decision looks at, by name. Each is a plain number of about unit range, so that the fitted
 * coefficients can be read; `docs/evaluation.md` lists them with their figures.
 */
export interface AnswerFeatures {
  /** Highest cosine of any passage with the question. */
  readonly passageCosine: number;
  /** Cosine of the excerpt's best sentence. */
  readonly sentenceCosine: number;
  /** How far the excerpt's passage stands above the median of the retrieved ones, in cosine. */
  readonly cosineLead: number;
  /** Weighted share of the question's terms in the excerpt's passage with its headings and title. */
  readonly passageCoverage: number;
  /** The same for the excerpt alone. */
  readonly excerptCoverage: number;
  /** Weight of the heaviest term of the question that the excerpt's passage lacks, as a share of all. */
  readonly heaviestMissing: number;
  /** Share of the names and numbers of the question that the excerpt's passage lacks; 0 without names. */
  readonly namesMissing: number;
  /** 1 where the excerpt holds no date, number or name though the question asks for one. */
  readonly kindMissing: number;
  /** The reader's score of the excerpt's passage, scaled by ten and cut to -2..2; 0 unread. */
  readonly readerScore: number;
  /** The best reader score of the other passages read, likewise. */
  readonly otherReaderScore: number;
  /** The reader's probability of the excerpt's best sentence; 0 unread. */
  readonly readerSentence: number;
}

export type FeatureName = keyof AnswerFeatures;

export function featuresOf(
  question: string,
  weights: StemWeights,
  evidence: readonly PassageEvidence[],
  excerpt: ChosenExcerpt,
): AnswerFeatures {
  const { best, text } = excerpt;
  const { passage, headings, document } = contextOf(best.evidence);
  const passageStems = stemsOf([document, ...headings, passage].join('\n'));
  const cosines = evidence.map((candidate) => candidate.passage.cosine);
  const { kind, named } = analyseQuestion(question);
  const excerptStems = stemsOf(text);
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0) || 1;
  const missing = [...weights].filter(([stem]) => !passageStems.has(stem)).map(([, weight]) => weight);
  const covered = [...weights]
    .filter(([stem]) => excerptStems.has(stem))
    .reduce((sum, [, weight]) => sum + weight, 0);
  const otherScores = evidence.filter((other) => other !== best.evidence && other.reading).map(readerScore);
  return {
    passageCosine: Math.max(...cosines),
    sentenceCosine: best.sentence.cosine,
    cosineLead: best.evidence.passage.cosine - median(cosines),
    passageCoverage: best.evidence.coverage,
    excerptCoverage: covered / total,
    heaviestMissing: missing.length > 0 ? Math.max(...missing) / total : 0,
    namesMissing:
      named.length > 0 ? named.filter((stem) => !passageStems.has(stem)).length / named.length : 0,
    kindMissing: holdsKind(kind, text) ? 0 : 1,
    readerScore: readerScore(best.evidence),
    otherReaderScore: otherScores.length > 0 ? Math.max(...otherScores) : 0,
    readerSentence: best.sentence.readerProbability ?? 0,
  };
}

function contextOf({ passage }: PassageEvidence): {
  passage: string;
  headings: readonly string[];
  document: string;
} {
  return { passage: passage.text, headings: passage.passage.headings, document: passage.document.title };
}

function readerScore({ reading }: PassageEvidence): number {
  return reading ? Math.max(-2, Math.min(2, reading.score / 10)) : 0;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
