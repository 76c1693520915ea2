import type { Reading } from '../reading/reader.js';
import type { StemWeights } from '../retrieval/retriever.js';
import type { ChosenExcerpt } from './choose-excerpts.js';
import type { PassageEvidence } from './evidence.js';
import { contextOf, coverage, stemsOf } from './overlap.js';
import { analyseQuestion, holdsKind } from './question-analysis.js';
import { leadOfOthers } from './rank-sentences.js';

/**
 * What the refusal decision looks at, by name. Each is a plain number of about unit range, so that the fitted
 * coefficients can be read; `docs/evaluation.md` lists them with their figures.
 */
export interface AnswerFeatures {
  /** Highest cosine of any passage with the question. */
  readonly passageCosine: number;
  /** How far the excerpt's passage stands above the median of the passages at hand, in cosine. */
  readonly cosineLead: number;
  /** Weighted share of the question's terms in the excerpt's passage with its headings and title. */
  readonly passageCoverage: number;
  /** Weight of the heaviest term of the question that the excerpt's passage lacks, as a share of all. */
  readonly heaviestMissing: number;
  /** Weighted share of the question's names and numbers that the excerpt's passage lacks; 0 without names. */
  readonly namesMissing: number;
  /** Share of them that it holds; 0 without names. */
  readonly namesHeld: number;
  /**
   * Weighted share of the question's terms that the excerpt itself lacks, its headings and title included: a
   * passage holds many rows of a table, and may hold each word of the question in another one.
   */
  readonly excerptMissing: number;
  /** Weighted share of the question's names and numbers that the excerpt lacks in the same way; 0 without names. */
  readonly excerptNamesMissing: number;
  /** How far a sentence about the like of what is asked for would stand above the excerpt: see `leadOfOthers`. */
  readonly namesOther: number;
  /** 1 where the excerpt holds no date, number or name though the question asks for one. */
  readonly kindMissing: number;
  /** The reader's answer logit for the excerpt's passage, scaled by ten and cut to -2..2; 0 unread. */
  readonly answerLogit: number;
  /** The same for the field of a record that is most likely asked for; 0 for all else. */
  readonly recordLogit: number;
  /** Cosine of that field with the question; 0 for all else. */
  readonly fieldCosine: number;
  /** The best reader score of all passages read, likewise. */
  readonly bestReaderScore: number;
}

export type FeatureName = keyof AnswerFeatures;

/** Whether the excerpt is a record: a row of a table, or a line that gives a value to a name. */
export function isRecord(excerpt: ChosenExcerpt | undefined): boolean {
  return excerpt?.best.sentence.record !== undefined;
}

/** What the field of a record says that a question is most likely about. */
export interface ExaminedRecord {
  /** Its cosine with the question. */
  readonly fieldCosine: number;
  /** What the reader makes of it; undefined unread. */
  readonly reading: Reading | undefined;
}

/** @param record given where the excerpt is one */
export function featuresOf(
  question: string,
  weights: StemWeights,
  evidence: readonly PassageEvidence[],
  excerpt: ChosenExcerpt,
  record?: ExaminedRecord,
): AnswerFeatures {
  const { best, text } = excerpt;
  const cosines = evidence.map((candidate) => candidate.passage.cosine);
  const { kind, named } = analyseQuestion(question);
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0) || 1;
  const missing = [...weights].filter(([stem]) => !best.evidence.stems.has(stem)).map(([, weight]) => weight);
  const { namesHeld } = best.evidence;
  const names = new Map([...weights].filter(([stem]) => named.includes(stem)));
  const excerptStems = new Set([...stemsOf(contextOf(best.evidence.passage)), ...stemsOf(text)]);
  const read = evidence.filter(({ reading }) => reading);
  return {
    passageCosine: Math.max(...cosines),
    cosineLead: best.evidence.passage.cosine - median(cosines),
    passageCoverage: best.evidence.coverage,
    heaviestMissing: missing.length > 0 ? Math.max(...missing) / total : 0,
    namesMissing: names.size > 0 ? 1 - namesHeld : 0,
    namesHeld,
    excerptMissing: 1 - coverage(weights, excerptStems),
    excerptNamesMissing: names.size > 0 ? 1 - coverage(names, excerptStems) : 0,
    namesOther: leadOfOthers(evidence, best),
    kindMissing: holdsKind(kind, text) ? 0 : 1,
    answerLogit: scaled(best.evidence.reading?.answerLogit),
    recordLogit: scaled(record?.reading?.answerLogit),
    fieldCosine: record?.fieldCosine ?? 0,
    bestReaderScore: read.length > 0 ? Math.max(...read.map(({ reading }) => scaled(reading?.score))) : 0,
  };
}

/** The reader's scores range over about -20..20. */
function scaled(score: number | undefined): number {
  return score === undefined ? 0 : Math.max(-2, Math.min(2, score / 10));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
