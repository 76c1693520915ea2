import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareReports, comparisonTable } from '../../../src/evaluation/compare.js';
import { evaluate } from '../../../src/evaluation/evaluate.js';
import type { EvaluationReport } from '../../../src/evaluation/evaluation-report.js';
import { reportHtml } from '../../../src/evaluation/reports/report-html.js';
import { readReport, reportJson } from '../../../src/evaluation/reports/report-json.js';
import { reportTable } from '../../../src/evaluation/reports/report-table.js';
import { trecRun } from '../../../src/evaluation/reports/trec-run.js';
import { parseThreshold, thresholdFailures } from '../../../src/evaluation/thresholds.js';
import { animals } from './animals.js';
import { WordOverlapAnswerer } from './word-overlap-answerer.js';

const report = await evaluate(new WordOverlapAnswerer(animals.corpus ?? []), animals);

describe('the JSON report', () => {
  test('is read back as it was written, and refused in another version', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'citewell-report-'));
    const file = join(folder, 'report.json');
    await writeFile(file, reportJson(report));
    expect(await readReport(file)).toEqual(report);
    await writeFile(file, reportJson(report).replace('"version":1', '"version":99'));
    await expect(readReport(file)).rejects.toMatchObject({
      code: 'invalid_dataset',
      message: expect.stringContaining('"version"'),
    });
    await rm(folder, { recursive: true });
  });
});

describe('the terminal table', () => {
  test('shows each measure with its interval and count', () => {
    const table = reportTable(report);
    expect(table).toContain('animals: 5 questions, 2 documents, 3 passages; retrieval counted in documents');
    expect(table).toMatch(/Success@1 +success@1 +1\.000 +1\.000 \.\. 1\.000 +3\n/);
    expect(table).toMatch(/quote-words +6\.0/);
    expect(table).not.toContain('NaN');
  });
});

describe('the HTML report', () => {
  const page = reportHtml(report);

  test('is one page with no outside resource and three charts', () => {
    expect(page).not.toMatch(/(src|href)=|@import|url\(|<script/);
    expect(page.match(/<svg /g)).toHaveLength(3);
    for (const name of ['Risk-coverage curve', 'Reliability diagram', 'Recall at k']) {
      expect(page).toContain(`aria-label="${name}"`);
    }
    expect(page).not.toMatch(/NaN|undefined/);
  });

  test('shows the worst questions with what was cited and wanted, escaped, confident errors first', () => {
    expect(page).toContain('Cats hunt at dawn &lt;b&gt;where&lt;/b&gt;?');
    expect(page).not.toContain('<b>');
    expect(page).toContain('<dt>Wanted</dt><dd><p>a refusal</p></dd>');
    expect(page).toContain('“Blue whales weigh up to 150 tonnes.” (Blue whales)');
    expect(page.indexOf('Cats hunt at dawn')).toBeLessThan(page.indexOf('Which collective noun'));
    expect(page).not.toContain('How many hours a day');
  });
});

describe('the TREC run', () => {
  test('lists each ranked document once, in falling score, without white space in ids', () => {
    const [first] = report.questions;
    if (first === undefined) throw new Error('the report has questions');
    const spaced: EvaluationReport = { ...report, questions: [{ ...first, ranked: ['big cats', 'whales'] }] };
    expect(trecRun(spaced)).toBe(
      'right Q0 big%20cats 1 1.000000 citewell\nright Q0 whales 2 0.500000 citewell\n',
    );
  });
});

describe('comparing two runs', () => {
  class Improved extends WordOverlapAnswerer {
    override async ask(question: string) {
      const answer = await super.ask(question);
      const refuse = question.includes('dawn') || question.includes('hours');
      if (!refuse) return answer;
      return { ...answer, outcome: 'not_found' as const, citations: [], related: answer.citations };
    }
  }

  test('names the questions won and lost, and the difference with its interval', async () => {
    const now = await evaluate(new Improved(animals.corpus ?? []), animals);
    const comparison = compareReports(report, now);
    expect(comparison).toMatchObject({ common: 5, onlyInOne: 0 });
    expect(comparison.won.map(({ id }) => id)).toEqual(['fooled']);
    expect(comparison.lost.map(({ id }) => id)).toEqual(['right']);
    const right = comparison.measures.find(({ name }) => name === 'right');
    expect(right).toMatchObject({
      earlier: 0.4,
      current: 0.4,
      difference: { value: 0, count: 5 },
      questions: { wins: 1, losses: 1, ties: 3 },
    });
    expect(comparison.measures.find(({ name }) => name === 'auroc')?.questions).toBeUndefined();
    const table = comparisonTable(comparison);
    expect(table).toMatch(/refusal-recall +0\.500 +1\.000 +\+0\.500/);
    expect(table).toContain('Won:\n  fooled');
  });

  test('is refused for runs of different questions', () => {
    const other = {
      ...report,
      questions: report.questions.map((record) => ({ ...record, id: `x${record.id}` })),
    };
    expect(() => compareReports(other, report)).toThrow('no question in common');
  });
});

describe('thresholds', () => {
  test('are least values, and greatest values of errors', () => {
    const thresholds = ['success@1=1', 'answer@1=0.5', 'ece = 0.01', 'quote-words=45'].map(parseThreshold);
    const failures = thresholdFailures(report, thresholds);
    expect(failures).toHaveLength(2);
    expect(failures[0]).toBe('answer@1 is 0.333 on animals, below 0.5');
    expect(failures[1]).toMatch(/^ece is 0\.\d+ on animals, above 0\.01$/);
  });

  test('a measure that the set does not have is not met; one that does not exist is refused', () => {
    const withoutSpans = { ...report, measures: {} };
    expect(thresholdFailures(withoutSpans, [parseThreshold('span@1=0.9')])).toEqual([
      'span@1 was not measured on animals',
    ]);
    expect(() => parseThreshold('accuracy=0.9')).toThrow('There is no measure "accuracy"');
    expect(() => parseThreshold('ece')).toThrow('name=value');
    expect(() => parseThreshold('ece=low')).toThrow('name=value');
  });
});
