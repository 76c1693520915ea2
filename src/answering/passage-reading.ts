import PQueue from 'p-queue';
import { CitewellError } from '../errors.js';
import { factPreamble } from '../passages/search-text.js';
import type { Reader, Reading, ReadingPassage } from '../reading/reader.js';
import { isWrittenIn } from '../reading/scripts.js';
import type { RankedPassage } from '../retrieval/retriever.js';
import { METHOD } from './method.js';
import type { ReadingTime } from './reading-time.js';
import { recordStatement } from './record-statement.js';

/** Passages have priorities of 0 and less. */
const BEFORE_OTHERS = 1;

/**
 * Has a question's first passages read, as many at a time as the reader has threads. Of several questions the one
 * that came first has the threads that it can use: another takes those that are left, and its time begins when it
 * gets one, so that a crowd of questions makes them wait and not be read less of.
 */
export class PassageReading {
  readonly #queue: PQueue;
  #questions = 0;

  /** @param threads how many passages `reader` reads side by side, at least 1 */
  constructor(
    private readonly reader: Reader,
    threads = 1,
  ) {
    this.#queue = new PQueue({ concurrency: threads });
  }

  /**
   * One reading a passage, of the first passages in rank order until the time is spent or one of them surely
   * answers. None of a question in a script that the reader has not learnt: measured on Arabic, Chinese, Hindi and
   * Thai, search alone answers better.
   *
   * @throws CitewellError `cancelled`, and what the reader throws
   */
  async read(question: string, passages: readonly RankedPassage[], time: ReadingTime): Promise<Reading[]> {
    if (!isWrittenIn(question, this.reader.scripts)) return [];
    const priority = -this.#questions++;
    const { signal } = time;
    // Passages are begun in order, so what was read is always the first ones.
    const readAll = async (some: readonly RankedPassage[]) => {
      const begun = some.map((passage) =>
        this.#queue.add(() => time.spend(() => this.#readOne(question, passage)), { priority, signal }),
      );
      return (await Promise.all(begun)).flat();
    };
    const { first, most, sure } = METHOD.reading;
    return unlessCancelled(signal, async () => {
      const read = await readAll(passages.slice(0, first));
      if (read.every(({ score }) => score < sure)) {
        read.push(...(await readAll(passages.slice(first, most))));
      }
      signal.throwIfAborted();
      return read;
    });
  }

  /**
   * A record read alone, as prose under its title and headings: among other records the reader takes a value
   * from one that is about something else. Read before the passages of all questions that wait.
   *
   * @param time of the question's passages
   * @returns undefined where the time is spent
   * @throws CitewellError `cancelled`, and what the reader throws
   */
  async readRecord(
    question: string,
    { document, passage }: Pick<RankedPassage, 'document' | 'passage'>,
    record: string,
    time: ReadingTime,
  ): Promise<Reading | undefined> {
    const { signal } = time;
    const context = [...new Set([document.title, ...passage.headings])].join('. ');
    const statement = `${context}: ${recordStatement(record)}`;
    const whole = { text: statement, sentences: [{ start: 0, end: statement.length }] };
    const [reading] = await unlessCancelled(signal, () =>
      this.#queue.add(() => time.spend(() => this.reader.read(question, [whole])), {
        priority: BEFORE_OTHERS,
        signal,
      }),
    );
    return reading;
  }

  /** A line such as "17.03.2025 Title" is read with words in front that say what it states. */
  async #readOne(question: string, { text, passage }: RankedPassage): Promise<Reading[]> {
    const preamble = factPreamble(passage);
    const shift = preamble.length;
    const readingPassage: ReadingPassage = {
      text: preamble + text,
      sentences: passage.sentences.map(({ start, end }) => ({
        start: start - passage.start + shift,
        end: end - passage.start + shift,
      })),
    };
    const readings = await this.reader.read(question, [readingPassage]);
    return readings.map((reading) => ({
      ...reading,
      sentenceSpans: reading.sentenceSpans.map((spans) =>
        spans.map((span) => ({ ...span, start: span.start - shift, end: span.end - shift })),
      ),
    }));
  }
}

/** @throws CitewellError `cancelled` in the place of what an abort makes `run` fail with */
async function unlessCancelled<Result>(signal: AbortSignal, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (signal.aborted) throw new CitewellError('cancelled', 'The question was cancelled.');
    throw error;
  }
}
