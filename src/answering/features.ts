import { contentStems } from '../passages/terms.js';
import type { Retrieval } from '../retrieval/retriever.js';
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
  /** How far the excerpt's passage stands above the median of all candidates, in cosine. */
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
  /** The reader's answer logit for the excerpt's passage, scaled by ten and cut to -2..2; 0 unread. */
  readonly answerLogit: number;
  /** The margin of its best span over "no answer", likewise. */
  readonly spanMargin: number;
  /** The best reader score of all passages read, likewise. */
  readonly bestReaderScore: number;
  /** The reader's probability of the excerpt's best sentence; 0 unread. */
  readonly readerSentence: number;
  /** 1 where the reader's answer span holds no date, number or name though the question asks for one. */
  readonly spanKindMissing: number;
  /** Share of the answer span's content words that stand in the question already; 0 unread. */
  readonly spanInQuestion: number;
}

export type FeatureName = keyof AnswerFeatures;

/** What the decision rests on when nothing was read. */
export const FEATURES_WITHOUT_READER = [
  'passageCosine',
  'sentenceCosine',
  'cosineLead',
  'passageCoverage',
  'excerptCoverage',
  'heaviestMissing',
  'namesMissing',
  'kindMissing',
] as const satisfies readonly FeatureName[];

/** … and with the reader. */
export const FEATURES_WITH_READER = [
  ...FEATURES_WITHOUT_READER,
  'answerLogit',
  'spanMargin',
  'bestReaderScore',
  'spanKindMissing',
] as const satisfies readonly FeatureName[];

export function featuresOf(
  question: string,
  retrieval: Pick<Retrieval, 'stemWeights' | 'cosines'>,
  evidence: readonly PassageEvidence[],
  excerpt: ChosenExcerpt,
): AnswerFeatures {
  const { stemWeights: weights } = retrieval;
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
  const read = evidence.filter(({ reading }) => reading);
  const span = best.evidence.answerSpan;
  const spanText = span
    ? best.evidence.passage.text.slice(
        span.start - best.evidence.passage.passage.start,
        span.end - best.evidence.passage.passage.start,
      )
    : '';
  const spanStems = span ? contentStems(spanText) : [];
  const questionStems = stemsOf(question);
  return {
    passageCosine: Math.max(...cosines),
    sentenceCosine: best.sentence.cosine,
    cosineLead: best.evidence.passage.cosine - median(retrieval.cosines),
    passageCoverage: best.evidence.coverage,
    excerptCoverage: covered / total,
    heaviestMissing: missing.length > 0 ? Math.max(...missing) / total : 0,
    namesMissing:
      named.length > 0 ? named.filter((stem) => !passageStems.has(stem)).length / named.length : 0,
    kindMissing: holdsKind(kind, text) ? 0 : 1,
    answerLogit: scaled(best.evidence.reading?.answerLogit),
    spanMargin: scaled(best.evidence.reading?.spanMargin),
    bestReaderScore: read.length > 0 ? Math.max(...read.map(({ reading }) => scaled(reading?.score))) : 0,
    readerSentence: best.sentence.readerProbability ?? 0,
    spanKindMissing: span && !holdsKind(kind, spanText) ? 1 : 0,
    spanInQuestion:
      spanStems.length > 0
        ? spanStems.filter((stem) => questionStems.has(stem)).length / spanStems.length
        : 0,
  };
}

function contextOf({ passage }: PassageEvidence): {
  passage: string;
  headings: readonly string[];
  document: string;
} {
  return { passage: passage.text, headings: passage.passage.headings, document: passage.document.title };
}

/** The reader's scores range over about -20..20. */
function scaled(score: number | undefined): number {
  return score === undefined ? 0 : Math.max(-2, Math.min(2, score / 10));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
