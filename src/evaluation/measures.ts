import { quantile } from './metrics/bootstrap.js';
import { expectedCalibrationError } from './metrics/calibration-error.js';
import { areaUnderRoc, refusalPrecision, refusalRecall } from './metrics/refusal.js';
import { areaUnderRiskCoverage, type JudgedConfidence } from './metrics/risk-coverage.js';
import type { QuestionRecord } from './question-record.js';

type MeasureGroup = 'retrieval' | 'excerpts' | 'refusal' | 'quotes' | 'composer' | 'overall';

/** One figure of a report. */
export interface Measure {
  /** As `--threshold` and the JSON name it. */
  readonly name: string;
  readonly group: MeasureGroup;
  readonly label: string;
  readonly better: 'higher' | 'lower';
  /** Which questions it is about. */
  applies(record: QuestionRecord): boolean;
  /** @param records those that it applies to, drawn with repetition when an interval is computed */
  statistic(records: readonly QuestionRecord[]): number | undefined;
}

/** A measure that is the mean of a value that each question has. */
function mean(name: string, group: MeasureGroup, label: string): Measure {
  return {
    name,
    group,
    label,
    better: 'higher',
    applies: (record) => record.values[name] !== undefined,
    statistic: (records) =>
      records.length === 0
        ? undefined
        : records.reduce((sum, record) => sum + (record.values[name] ?? 0), 0) / records.length,
  };
}

/** Questions that count for refusal: the set says whether they are answerable. */
function decided(
  records: readonly QuestionRecord[],
): { confidence: number; answerable: boolean; refused: boolean }[] {
  return records.flatMap(({ confidence, answerable, outcome }) =>
    answerable === undefined ? [] : [{ confidence, answerable, refused: outcome === 'not_found' }],
  );
}

/** Questions that count for risk and calibration: known to be answerable or not, and with a judged excerpt. */
export function judged(records: readonly QuestionRecord[]): JudgedConfidence[] {
  return records.flatMap(({ confidence, answerable, bestExcerptRight }) =>
    answerable === undefined || bestExcerptRight === undefined
      ? []
      : [{ confidence, correct: bestExcerptRight }],
  );
}

const isComposed = (record: QuestionRecord) => record.composition !== undefined;
const isDecided = (record: QuestionRecord) => record.answerable !== undefined;
const isJudged = (record: QuestionRecord) => judged([record]).length > 0;

/** Every measure, in the order of reports. */
export const measures: readonly Measure[] = [
  mean('success@1', 'retrieval', 'Success@1'),
  mean('success@5', 'retrieval', 'Success@5'),
  mean('mrr@10', 'retrieval', 'MRR@10'),
  mean('ndcg@10', 'retrieval', 'nDCG@10'),
  ...[1, 3, 5, 10, 20, 50].map((depth) => mean(`recall@${depth}`, 'retrieval', `Recall@${depth}`)),
  mean('answer-text', 'excerpts', 'Answer as shown holds an answer'),
  mean('answer@1', 'excerpts', 'First citation holds an answer'),
  mean('answer@3', 'excerpts', 'One of the first three does'),
  mean('span@1', 'excerpts', 'First citation overlaps an annotated span'),
  mean('span@3', 'excerpts', 'One of the first three does'),
  mean('best-excerpt', 'excerpts', 'Best excerpt is right, cited or not'),
  {
    name: 'quote-words',
    group: 'excerpts',
    label: 'Words of the first quote (median)',
    better: 'lower',
    applies: (record) => record.quoteWords !== undefined,
    statistic: (records) => median(records.flatMap(({ quoteWords }) => quoteWords ?? [])),
  },
  mean('exact-match', 'excerpts', 'Highlight equals an answer'),
  mean('f1', 'excerpts', 'Highlight F1'),
  mean('character-precision', 'excerpts', 'Character precision (five quotes)'),
  mean('character-recall', 'excerpts', 'Character recall (five quotes)'),
  mean('character-iou', 'excerpts', 'Character IoU (five quotes)'),
  {
    name: 'auroc',
    group: 'refusal',
    label: 'AUROC of confidence',
    better: 'higher',
    applies: isDecided,
    statistic: (records) => areaUnderRoc(decided(records)),
  },
  {
    name: 'aurc',
    group: 'refusal',
    label: 'AURC (risk over coverage)',
    better: 'lower',
    applies: isJudged,
    statistic: (records) => areaUnderRiskCoverage(judged(records)),
  },
  {
    name: 'refusal-precision',
    group: 'refusal',
    label: 'Refusals that are right',
    better: 'higher',
    applies: isDecided,
    statistic: (records) => refusalPrecision(decided(records)),
  },
  {
    name: 'refusal-recall',
    group: 'refusal',
    label: 'Unanswerable questions refused',
    better: 'higher',
    applies: isDecided,
    statistic: (records) => refusalRecall(decided(records)),
  },
  {
    name: 'ece',
    group: 'refusal',
    label: 'Expected calibration error',
    better: 'lower',
    applies: isJudged,
    statistic: (records) => expectedCalibrationError(judged(records)),
  },
  {
    name: 'verbatim',
    group: 'quotes',
    label: 'Quotes that are verbatim',
    better: 'higher',
    applies: (record) => record.quotes > 0,
    statistic: verbatimShare,
  },
  {
    name: 'composed',
    group: 'composer',
    label: 'Worded by the model (of those it was asked)',
    better: 'higher',
    applies: isComposed,
    statistic: (records) =>
      share(records.filter(({ composer }) => composer === 'llm').length, records.length),
  },
  {
    name: 'claims-kept',
    group: 'composer',
    label: "The model's claims that the guard let through",
    better: 'higher',
    applies: isComposed,
    statistic: (records) => {
      const kept = sum(records, ({ composition }) => composition?.claims.kept ?? 0);
      const dropped = sum(records, ({ composition }) =>
        sum(Object.values(composition?.claims.dropped ?? {}), Number),
      );
      return share(kept, kept + dropped);
    },
  },
  {
    name: 'model-quotes-verbatim',
    group: 'composer',
    label: "The model's quotes that stand in a passage",
    better: 'higher',
    applies: isComposed,
    statistic: (records) => {
      const verified = sum(records, ({ composition }) => composition?.quotes.verified ?? 0);
      return share(
        verified,
        verified + sum(records, ({ composition }) => composition?.quotes.unverified ?? 0),
      );
    },
  },
  mean('right', 'overall', 'Answered rightly, or rightly refused'),
];

/** The measure of a name; `undefined` for none. */
export function measureNamed(name: string): Measure | undefined {
  return measures.find((measure) => measure.name === name);
}

function verbatimShare(records: readonly QuestionRecord[]): number | undefined {
  return share(
    sum(records, ({ verbatimQuotes }) => verbatimQuotes),
    sum(records, ({ quotes }) => quotes),
  );
}

function sum<Item>(items: readonly Item[], value: (item: Item) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}

function share(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}

function median(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  return quantile(
    [...values].sort((first, second) => first - second),
    0.5,
  );
}
