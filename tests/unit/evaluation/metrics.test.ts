import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  answerF1,
  exactMatch,
  holdsAnswer,
  normaliseAnswer,
} from '../../../src/evaluation/metrics/answer-match.js';
import { bootstrapEstimate, pairedBootstrap, quantile } from '../../../src/evaluation/metrics/bootstrap.js';
import {
  expectedCalibrationError,
  reliabilityBins,
} from '../../../src/evaluation/metrics/calibration-error.js';
import { seededIntegers, xoshiro128 } from '../../../src/evaluation/metrics/random.js';
import { ndcgAt, recallAt, reciprocalRankAt, successAt } from '../../../src/evaluation/metrics/ranking.js';
import { areaUnderRoc, refusalPrecision, refusalRecall } from '../../../src/evaluation/metrics/refusal.js';
import { areaUnderRiskCoverage, riskCoverageCurve } from '../../../src/evaluation/metrics/risk-coverage.js';
import { characterOverlap, overlaps } from '../../../src/evaluation/metrics/span-overlap.js';

const numbers = z.array(z.number());
const booleans = z.array(z.boolean());
const expected = z
  .object({
    rankings: z.array(
      z.object({
        ranked: z.array(z.string()),
        grades: z.record(z.string(), z.number()),
        expected: z.record(z.string(), z.number()),
      }),
    ),
    areasUnderRoc: z.array(z.object({ answerable: booleans, confidence: numbers, expected: z.number() })),
    areasUnderRiskCoverage: z.array(
      z.object({ confidence: numbers, correct: booleans, expected: z.number() }),
    ),
    calibrationErrors: z.array(z.object({ confidence: numbers, correct: booleans, expected: z.number() })),
    quantiles: z.array(z.object({ ascending: numbers, share: z.number(), expected: z.number() })),
  })
  .parse(
    JSON.parse(
      readFileSync(new URL('../../fixtures/evaluation/expected-metrics.json', import.meta.url), 'utf8'),
    ),
  );

function judgedPairs(confidence: readonly number[], correct: readonly boolean[]) {
  return confidence.map((value, index) => ({ confidence: value, correct: correct[index] ?? false }));
}

describe('retrieval measures equal those of trec_eval', () => {
  test.each([
    ['success', successAt],
    ['recall', recallAt],
    ['mrr', reciprocalRankAt],
    ['ndcg', ndcgAt],
  ])('%s', (measure, compute) => {
    expect(expected.rankings).toHaveLength(40);
    for (const { ranked, grades, expected: figures } of expected.rankings) {
      const named = Object.entries(figures).filter(([name]) => name.startsWith(measure));
      expect(named).not.toHaveLength(0);
      for (const [name, figure] of named) {
        const depth = Number(name.split('@')[1]);
        expect(compute(ranked, new Map(Object.entries(grades)), depth), name).toBeCloseTo(figure, 9);
      }
    }
  });

  test('nothing relevant gives 0, not a division by zero', () => {
    expect(recallAt(['a'], new Map(), 10)).toBe(0);
    expect(ndcgAt(['a'], new Map(), 10)).toBe(0);
    expect(reciprocalRankAt([], new Map([['a', 1]]), 10)).toBe(0);
  });
});

describe('refusal measures', () => {
  test('AUROC equals that of scikit-learn, with ties', () => {
    for (const { answerable, confidence, expected: figure } of expected.areasUnderRoc) {
      const questions = confidence.map((value, index) => ({
        confidence: value,
        answerable: answerable[index] ?? false,
      }));
      expect(areaUnderRoc(questions)).toBeCloseTo(figure, 9);
    }
  });

  test('AUROC needs both kinds of question', () => {
    expect(areaUnderRoc([{ confidence: 0.3, answerable: true }])).toBeUndefined();
  });

  test('AURC equals its definition in numpy', () => {
    for (const { confidence, correct, expected: figure } of expected.areasUnderRiskCoverage) {
      expect(areaUnderRiskCoverage(judgedPairs(confidence, correct))).toBeCloseTo(figure, 9);
    }
  });

  test('AURC does not depend on the order of questions with equal confidence', () => {
    const rightFirst = judgedPairs([0.5, 0.5, 0.2], [true, false, true]);
    const wrongFirst = judgedPairs([0.5, 0.5, 0.2], [false, true, true]);
    expect(areaUnderRiskCoverage(rightFirst)).toBe(areaUnderRiskCoverage(wrongFirst));
    expect(areaUnderRiskCoverage(rightFirst)).toBeCloseTo((0.5 + 0.5 + 1 / 3) / 3, 12);
  });

  test('the risk-coverage curve ends with every question answered', () => {
    expect(riskCoverageCurve(judgedPairs([0.9, 0.1, 0.9, 0.5], [true, false, false, true]))).toEqual([
      { confidence: 0.9, coverage: 0.5, risk: 0.5 },
      { confidence: 0.5, coverage: 0.75, risk: 1 / 3 },
      { confidence: 0.1, coverage: 1, risk: 0.5 },
    ]);
  });

  test('precision and recall of refusing', () => {
    const decisions = [
      { refused: true, answerable: false },
      { refused: true, answerable: true },
      { refused: false, answerable: false },
      { refused: false, answerable: true },
      { refused: true, answerable: false },
    ];
    expect(refusalPrecision(decisions)).toBeCloseTo(2 / 3, 12);
    expect(refusalRecall(decisions)).toBeCloseTo(2 / 3, 12);
    expect(refusalPrecision([{ refused: false, answerable: false }])).toBeUndefined();
    expect(refusalPrecision([{ refused: true, answerable: true }])).toBeUndefined();
  });

  test('expected calibration error equals that in numpy', () => {
    for (const { confidence, correct, expected: figure } of expected.calibrationErrors) {
      expect(expectedCalibrationError(judgedPairs(confidence, correct))).toBeCloseTo(figure, 9);
    }
  });

  test('confidences of 0 and 1 fall into the first and the last bin', () => {
    const bins = reliabilityBins(judgedPairs([0, 1, 0.1], [false, true, true]));
    expect(bins.map((bin) => bin.count)).toEqual([2, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(bins[0]).toMatchObject({ low: 0, high: 0.1, confidence: 0.05, accuracy: 0.5 });
  });
});

describe('excerpt measures', () => {
  test('answers are compared as SQuAD does', () => {
    expect(normaliseAnswer('The  US$52 billion, (a lot)!')).toBe('us52 billion lot');
    expect(normaliseAnswer('Über-naïve a théâtre')).toBe('übernaïve théâtre');
    expect(exactMatch('the Korean King.', ['Korean king'])).toBe(1);
    expect(answerF1('three more years', ['the next three years', 'ten'])).toBeCloseTo(2 / 3, 12);
    expect(answerF1('', ['ten'])).toBe(0);
  });

  test('a quote holds an answer as whole words only', () => {
    expect(holdsAnswer('It spent more than US$52 billion.', ['US$52 billion'])).toBe(true);
    expect(holdsAnswer('The Anglo-Saxon kings', ['Saxon'])).toBe(true);
    expect(holdsAnswer("Rollo's men", ['Rollo'])).toBe(true);
    expect(holdsAnswer('人民的意志是政府权力的基础', ['人民的意志'])).toBe(true);
    expect(holdsAnswer('It gave up 308 points', ['30'])).toBe(false);
    expect(holdsAnswer('यह किताब है', ['कि'])).toBe(false);
    expect(holdsAnswer('anything', ['', '...'])).toBe(false);
  });

  test('overlapping quotes are counted once, other documents not at all', () => {
    const overlap = characterOverlap(
      [
        { documentId: 'a', start: 0, end: 10 },
        { documentId: 'a', start: 5, end: 20 },
        { documentId: 'b', start: 0, end: 10 },
      ],
      [{ documentId: 'a', start: 15, end: 25 }],
    );
    expect(overlap).toEqual({ precision: 5 / 30, recall: 0.5, iou: 5 / 35 });
    expect(characterOverlap([], [{ documentId: 'a', start: 0, end: 5 }])).toEqual({
      precision: 0,
      recall: 0,
      iou: 0,
    });
  });

  test('spans that only touch do not overlap', () => {
    const first = { documentId: 'a', start: 0, end: 5 };
    expect(overlaps(first, { documentId: 'a', start: 5, end: 9 })).toBe(false);
    expect(overlaps(first, { documentId: 'a', start: 4, end: 9 })).toBe(true);
    expect(overlaps(first, { documentId: 'b', start: 0, end: 5 })).toBe(false);
  });
});

describe('intervals', () => {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

  test('the generator yields the sequence of its authors’ C code', () => {
    const next = xoshiro128([1, 2, 3, 4]);
    expect(Array.from({ length: 8 }, next)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849,
    ]);
  });

  test('drawn integers are spread evenly and depend on the seed alone', () => {
    const random = seededIntegers(5);
    const counts = Array.from({ length: 10 }, () => 0);
    for (let draw = 0; draw < 10_000; draw += 1) {
      const drawn = random(10);
      counts[drawn] = (counts[drawn] ?? 0) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(900);
    expect(Math.max(...counts)).toBeLessThan(1100);
    expect(seededIntegers(7)(1000)).toBe(seededIntegers(7)(1000));
  });

  test('quantiles equal those of numpy', () => {
    for (const { ascending, share, expected: figure } of expected.quantiles) {
      expect(quantile(ascending, share)).toBeCloseTo(figure, 12);
    }
  });

  test('the interval of a share is near the normal approximation, and the same each time', () => {
    const values = Array.from({ length: 400 }, (_, index) => (index % 4 === 0 ? 0 : 1));
    const estimate = bootstrapEstimate(values, mean);
    expect(estimate).toEqual(bootstrapEstimate(values, mean));
    expect(estimate).toMatchObject({ value: 0.75, count: 400 });
    const halfWidth = 1.96 * Math.sqrt((0.75 * 0.25) / 400);
    expect(estimate?.low).toBeCloseTo(0.75 - halfWidth, 2);
    expect(estimate?.high).toBeCloseTo(0.75 + halfWidth, 2);
    expect(bootstrapEstimate([], () => undefined)).toBeUndefined();
  });

  test('a paired comparison sees a small steady gain that intervals of the two runs would hide', () => {
    const pairs = Array.from({ length: 200 }, (_, index): [number, number] => [
      index % 2,
      index % 10 === 0 ? 1 : index % 2,
    ]);
    const gain = pairedBootstrap(pairs, mean);
    expect(gain?.value).toBeCloseTo(0.1, 12);
    expect(gain?.low).toBeGreaterThan(0);
    expect(gain?.p).toBeLessThan(0.01);
    const nothing = pairedBootstrap(
      pairs.map(([earlier]): [number, number] => [earlier, earlier]),
      mean,
    );
    expect(nothing).toMatchObject({ value: 0, p: 1 });
  });
});
