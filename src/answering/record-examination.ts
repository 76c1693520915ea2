import type { ResolvedQuestion } from '../retrieval/follow-up.js';
import type { Retrieval } from '../retrieval/retriever.js';
import type { ChosenExcerpt } from './choose-excerpts.js';
import type { ExaminedRecord } from './features.js';
import type { NearestField } from './nearest-field.js';
import type { PassageReading } from './passage-reading.js';
import type { ReadingTime } from './reading-time.js';
import type { Stopwatch } from './stopwatch.js';

/** Looks at the field of a record that is most likely asked for: what a whole row is near to says little of it. */
export class RecordExamination {
  /** @param reading left out where the reader is off */
  constructor(
    private readonly fields: Pick<NearestField, 'of'>,
    private readonly reading: Pick<PassageReading, 'readRecord'> | undefined,
  ) {}

  /**
   * @param isRead whether the reader has read for this question: it is not asked where its time was spent before
   * @returns undefined where the excerpt is no record
   * @throws CitewellError `cancelled`, and what embedder and reader throw
   */
  async of(
    { best, passage }: ChosenExcerpt,
    { questionVector }: Pick<Retrieval, 'questionVector'>,
    { question }: Pick<ResolvedQuestion, 'question'>,
    isRead: boolean,
    time: ReadingTime,
    stopwatch: Stopwatch,
  ): Promise<ExaminedRecord | undefined> {
    if (!best.sentence.record) return undefined;
    const heading = passage.passage.headings.at(-1) ?? passage.document.title;
    const field = await this.fields.of(best.sentence.record.text, heading, questionVector, question);
    stopwatch.lap('embed');
    const reading = isRead
      ? await this.reading?.readRecord(question, passage, field.record, time)
      : undefined;
    return { fieldCosine: field.cosine, reading };
  }
}
