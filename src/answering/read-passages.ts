import { CitewellError } from '../errors.js';
import { factPreamble } from '../passages/search-text.js';
import type { Reader, Reading, ReadingPassage } from '../reading/reader.js';
import type { RankedPassage } from '../retrieval/retriever.js';
import { METHOD } from './method.js';

export interface ReadingBudget {
  /** Milliseconds; no passage is begun that would not be read within them, by the longest before it. */
  readonly milliseconds: number;
  readonly signal: AbortSignal;
}

/**
 * Reads the first passages in rank order until the budget is spent, one reading a passage. The thread takes
 * messages between two passages, so that a question can be cancelled.
 *
 * @throws CitewellError `cancelled`
 */
export async function readPassages(
  reader: Reader,
  question: string,
  passages: readonly RankedPassage[],
  { milliseconds, signal }: ReadingBudget,
): Promise<Reading[]> {
  const readings: Reading[] = [];
  const deadline = performance.now() + milliseconds;
  let longest = 0;
  for (const ranked of passages.slice(0, METHOD.passagesRead)) {
    const begun = performance.now();
    if (begun + longest >= deadline) break;
    readings.push(...(await readOne(reader, question, ranked)));
    longest = Math.max(longest, performance.now() - begun);
    await new Promise((resolve) => setImmediate(resolve));
    if (signal.aborted) throw new CitewellError('cancelled', 'The question was cancelled.');
  }
  return readings;
}

/** A line such as "17.03.2025 Title" is read with words in front that say what it states. */
async function readOne(
  reader: Reader,
  question: string,
  { text, passage }: RankedPassage,
): Promise<Reading[]> {
  const preamble = factPreamble(passage);
  const shift = preamble.length;
  const readingPassage: ReadingPassage = {
    text: preamble + text,
    sentences: passage.sentences.map(({ start, end }) => ({
      start: start - passage.start + shift,
      end: end - passage.start + shift,
    })),
  };
  const readings = await reader.read(question, [readingPassage]);
  return readings.map((reading) => ({
    ...reading,
    span: { start: Math.max(0, reading.span.start - shift), end: Math.max(0, reading.span.end - shift) },
  }));
}
