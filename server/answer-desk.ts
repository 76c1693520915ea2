import type { QuestionAnswerer, SearchOptions } from '../src/citewell-api.js';
import { eventStream } from '../src/event-stream.js';
import type { AnswerArchive } from './answer-archive.js';
import type { Capacity } from './capacity.js';
import { startDeadline, withDeadline } from './deadline.js';

export type Answer = Awaited<ReturnType<QuestionAnswerer['ask']>>;
/** What a question tells on its way. */
export type AnswerEvent =
  ReturnType<QuestionAnswerer['askStream']> extends AsyncIterable<infer Event> ? Event : never;
type SearchHit = Awaited<ReturnType<QuestionAnswerer['search']>>[number];
type AskOptions = NonNullable<Parameters<QuestionAnswerer['ask']>[1]> & { answerId: string };

/** What a desk is set up with. */
export interface AnswerDeskSettings {
  readonly answerer: QuestionAnswerer;
  readonly archive: AnswerArchive;
  readonly capacity: Capacity;
  /** Longest that a question or a search may run, in milliseconds. */
  readonly answerMilliseconds: number;
  /** Shown each answer before its client gets it. */
  readonly watch?: (answer: Answer) => void;
}

/**
 * Where every HTTP surface has its questions answered: within the capacity and a deadline, no longer than the
 * client stays, and with the answer kept to be fetched again.
 *
 * Its methods throw `overloaded`, `cancelled` when the client left, `not_ready` when the time was up, and what the
 * answerer throws.
 */
export class AnswerDesk {
  constructor(private readonly settings: AnswerDeskSettings) {}

  /** @param client aborts when the client leaves */
  async ask(question: string, options: AskOptions, client: AbortSignal): Promise<Answer> {
    for await (const event of this.follow(question, options, client)) {
      if (event.type === 'answer') return event.answer;
    }
    throw new TypeError('An answerer ended its stream without an answer.');
  }

  /**
   * The events of {@link QuestionAnswerer.askStream}. The work is done as fast as it can be, however slowly its
   * events are taken: a client that does not read keeps no place from the others.
   */
  follow(question: string, options: AskOptions, client: AbortSignal): ReadableStream<AnswerEvent> {
    const { answerer, archive, capacity, answerMilliseconds, watch } = this.settings;
    const leave = capacity.enter();
    return eventStream<AnswerEvent>(async (emit, left) => {
      const { signal, clear } = startDeadline(left, answerMilliseconds);
      archive.expect(options.answerId);
      try {
        for await (const event of answerer.askStream(question, { ...options, signal })) {
          if (event.type === 'answer') {
            archive.keep(event.answer);
            watch?.(event.answer);
          }
          emit(event);
        }
      } catch (error) {
        throw signal.aborted ? signal.reason : error;
      } finally {
        if (archive.find(options.answerId) === 'expected') archive.forget(options.answerId);
        clear();
        leave();
      }
    }, client);
  }

  async search(query: string, options: SearchOptions, client: AbortSignal): Promise<SearchHit[]> {
    const { answerer, capacity, answerMilliseconds } = this.settings;
    const leave = capacity.enter();
    try {
      return await withDeadline(client, answerMilliseconds, (signal) =>
        answerer.search(query, { ...options, signal }),
      );
    } finally {
      leave();
    }
  }
}
