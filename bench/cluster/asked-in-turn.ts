import { ContenderProcess } from '../contenders/contender-process.js';
import { quantile } from '../measuring/quantile.js';

const CITEWELL = new URL('../contenders/citewell.mjs', import.meta.url);

/** The built program with settings of its own. */
export interface Answering {
  readonly name: string;
  readonly settings: object;
}

/** What a question took, in milliseconds, and the largest resident size of the process that answered it. */
export interface AnsweringTimes {
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
  readonly peakBytes: number;
}

/**
 * Each in a process of its own, asked the same questions in turn, so that none has the machine to itself.
 *
 * @param folder whose `index` is the data folder
 * @param warming other questions, asked first: a process compiles what it runs often, and caches fill
 */
export async function askedInTurn(
  answering: readonly Answering[],
  folder: string,
  questions: readonly string[],
  warming: readonly string[],
): Promise<AnsweringTimes[]> {
  const asked: { name: string; process: ContenderProcess; times: number[]; peakBytes: number }[] = [];
  try {
    for (const { name, settings } of answering) {
      const process = await ContenderProcess.start(CITEWELL, settings);
      asked.push({ name, process, times: [], peakBytes: 0 });
      await process.run('open', folder);
    }
    for (const question of warming) for (const { process } of asked) await process.run('ask', question);
    for (const question of questions) {
      for (const one of asked) {
        const { milliseconds, peakBytes } = await one.process.run('ask', question);
        one.times.push(milliseconds);
        one.peakBytes = peakBytes;
      }
    }
  } finally {
    await Promise.all(asked.map(({ process }) => process.stop()));
  }
  return asked.map(({ name, times, peakBytes }) => ({
    name,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    peakBytes,
  }));
}
