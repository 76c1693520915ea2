import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Citewell } from '../citewell.js';
import type { WholeAnswerer } from '../citewell-api.js';
import { removeStore } from '../engine/stores.js';
import { CitewellError } from '../errors.js';
import { compareReports, comparisonTable } from '../evaluation/compare.js';
import { readDataset } from '../evaluation/datasets/read-dataset.js';
import { writeCorpus } from '../evaluation/datasets/write-corpus.js';
import { evaluate } from '../evaluation/evaluate.js';
import { reportHtml } from '../evaluation/reports/report-html.js';
import { readReport, reportJson } from '../evaluation/reports/report-json.js';
import { reportTable } from '../evaluation/reports/report-table.js';
import { trecRun } from '../evaluation/reports/trec-run.js';
import { parseThreshold, thresholdFailures } from '../evaluation/thresholds.js';
import type { CitewellSettings } from '../settings/settings-schema.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { indexWithProgress } from './run-with-progress.js';

export interface EvalCommandOptions {
  readonly json: boolean;
  readonly report?: string;
  readonly run?: string;
  readonly compare?: string;
  readonly threshold: readonly string[];
  /** Keeps the set's index here, so that the next run does not embed the corpus again. */
  readonly evalDir?: string;
  readonly signal: AbortSignal;
}

/** `citewell eval DATASET`: indexes the set's corpus in a folder of its own, asks everything, reports. */
export async function evalCommand(
  settings: CitewellSettings,
  dataset: string,
  options: EvalCommandOptions,
): Promise<ExitCode> {
  const thresholds = options.threshold.map(parseThreshold);
  const earlier = options.compare === undefined ? undefined : await readReport(options.compare);
  const set = await readDataset(dataset);
  const folder = options.evalDir ?? (await mkdtemp(join(tmpdir(), 'citewell-eval-')));
  // Never the index that is asked by others.
  const own: CitewellSettings = {
    ...settings,
    dataDir: join(folder, 'index'),
    storeIndex: `${settings.storeIndex.slice(0, 80)}-eval-${shortHash(resolve(folder))}`,
  };
  try {
    const knowledge = join(folder, 'corpus');
    await mkdir(knowledge, { recursive: true });
    const hasCorpus = (await writeCorpus(set, join(knowledge, 'corpus.jsonl'))) > 0;
    if (hasCorpus) own.knowledge = knowledge;
    await indexWithProgress(own, [], { signal: options.signal });
    const citewell = await Citewell.open(own);
    try {
      const report = await evaluate(citewell, set, {
        signal: options.signal,
        onProgress: progressLine(),
      });
      // The same questions without the model, for a comparison side by side.
      const extractive =
        settings.llm === 'off'
          ? undefined
          : await evaluate(withoutModel(citewell), set, { signal: options.signal });
      process.stdout.write(options.json ? reportJson(report) : reportTable(report));
      if (options.report !== undefined) await writeOutput(options.report, reportHtml(report));
      if (options.run !== undefined) await writeOutput(options.run, trecRun(report));
      if (extractive) {
        process.stderr.write(`Without (earlier) and with ${settings.llm} (now)\n`);
        process.stderr.write(comparisonTable(compareReports(extractive, report)));
      }
      if (earlier) process.stderr.write(comparisonTable(compareReports(earlier, report)));
      const failures = thresholdFailures(report, thresholds);
      for (const failure of failures) process.stderr.write(`${failure}\n`);
      return failures.length > 0 ? EXIT.belowThreshold : EXIT.ok;
    } finally {
      await citewell.close();
    }
  } finally {
    if (options.evalDir === undefined) {
      await rm(folder, { recursive: true, force: true });
      await removeStore(own);
    }
  }
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

function withoutModel(citewell: Citewell): WholeAnswerer {
  return {
    ask: (question, options) => citewell.ask(question, { ...options, llm: false }),
    search: (query, options) => citewell.search(query, { ...options, llm: false }),
    listDocuments: (page) => citewell.listDocuments(page),
    getDocument: (id) => citewell.getDocument(id),
    status: () => citewell.status(),
  };
}

/** @throws CitewellError `storage_failed`, so that a wrong path costs a line and no stack trace */
async function writeOutput(file: string, content: string): Promise<void> {
  try {
    await writeFile(file, content);
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
    throw new CitewellError(
      'storage_failed',
      `${file} could not be written (${reason}). Give a file in a folder that exists and is writable.`,
      { file, reason },
      { cause },
    );
  }
}

/** A counter that overwrites itself on a terminal; nothing elsewhere. */
function progressLine(): (progress: { done: number; total: number }) => void {
  if (!process.stderr.isTTY) return () => undefined;
  return ({ done, total }) => {
    process.stderr.write(`\rAsked ${done} of ${total}${done === total ? '\n' : ''}`);
  };
}
