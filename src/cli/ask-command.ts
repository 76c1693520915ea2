import { once } from 'node:events';
import { Citewell } from '../citewell.js';
import { assertStoreExists, noIndex } from '../engine/stores.js';
import { CitewellError } from '../errors.js';
import type { CitewellSettings } from '../settings/settings-schema.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { presentAnswer } from './present-answer.js';
import { readBatch } from './read-batch.js';

export interface AskCommandOptions {
  readonly json: boolean;
  readonly signal: AbortSignal;
}

/** `citewell ask QUESTION` */
export async function askCommand(
  settings: CitewellSettings,
  question: string,
  { json, signal }: AskCommandOptions,
): Promise<ExitCode> {
  return withIndexedCitewell(settings, signal, async (citewell) => {
    const answer = await citewell.ask(question, { signal });
    const colour = process.stdout.isTTY === true && !process.env['NO_COLOR'];
    process.stdout.write(`${json ? JSON.stringify(answer) : presentAnswer(answer, colour)}\n`);
    return answer.outcome === 'answered' ? EXIT.ok : EXIT.noAnswer;
  });
}

/**
 * `citewell ask --batch FILE`: a line out for each line in, in order. A line that cannot be asked becomes
 * `{"_id"?, "line", "error": {code, message}}`, so that none is lost, and the exit code says so.
 */
export async function askBatchCommand(
  settings: CitewellSettings,
  file: string,
  { json, signal }: AskCommandOptions,
): Promise<ExitCode> {
  return withIndexedCitewell(settings, signal, async (citewell) => {
    let failed = 0;
    for await (const entry of readBatch(file, signal)) {
      try {
        if (entry.error) throw entry.error;
        const answer = await citewell.ask(entry.text, { history: entry.history, signal });
        const identified = { ...(entry.id !== undefined && { _id: entry.id }), ...answer };
        await write(
          json ? JSON.stringify(identified) : `${entry.text}\n${presentAnswer(answer, false)}\n`,
          signal,
        );
      } catch (error) {
        if (!(error instanceof CitewellError) || !ONE_LINES_FAULT.has(error.code)) throw error;
        failed++;
        const { code, message } = error;
        process.stderr.write(`${file}, line ${entry.line}: ${message}\n`);
        const record = {
          ...(entry.id !== undefined && { _id: entry.id }),
          line: entry.line,
          error: { code, message },
        };
        if (json) await write(JSON.stringify(record), signal);
      }
    }
    return failed > 0 ? EXIT.failure : EXIT.ok;
  });
}

const ONE_LINES_FAULT: ReadonlySet<string> = new Set(['invalid_request', 'question_too_long']);

/** @throws CitewellError `index_missing` where nothing was ever indexed, `cancelled` */
async function withIndexedCitewell<Result>(
  settings: CitewellSettings,
  signal: AbortSignal,
  run: (citewell: Citewell) => Promise<Result>,
): Promise<Result> {
  assertStoreExists(settings);
  const citewell = await Citewell.open(settings, { signal });
  try {
    const { generation } = await citewell.status();
    if (generation === 0) throw noIndex(settings);
    return await run(citewell);
  } finally {
    await citewell.close();
  }
}

/** Waits when the reader of the pipe is slower than the answers. */
async function write(line: string, signal: AbortSignal): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain', { signal });
}
