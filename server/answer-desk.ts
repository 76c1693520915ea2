import type { QuestionAnswerer, SearchOptions } from '../src/citewell-api.js';
import { eventStream } from '../src/event-stream.js';
import type { AnswerArchive } from './answer-archive.js';
import type { Capacity } from './capacity.js';
import { withDeadline } from './deadline.js';

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
    const leave = this.settings.capacity.enter();
    return this.#answer(options.answerId, client, leave, async (signal, keep) => {
      const answer = await this.settings.answerer.ask(question, { ...options, signal });
      keep(answer);
      return answer;
    });
  }

  /**
   * The events of {@link QuestionAnswerer.askStream}. The work is done as fast as it can be, however slowly its
   * events are taken: a client that does not read keeps no place from the others.
   */
  follow(question: string, options: AskOptions, client: AbortSignal): ReadableStream<AnswerEvent> {
    const leave = this.settings.capacity.enter();
    const work = (emit: (event: AnswerEvent) => void, left: AbortSignal) =>
      this.#answer(options.answerId, left, leave, async (signal, keep) => {
        for await (const event of this.settings.answerer.askStream(question, { ...options, signal })) {
          if (event.type === 'answer') keep(event.answer);
          emit(event);
        }
      });
    return eventStream<AnswerEvent>(work, client);
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

  /**
   * Answers one question, which is awaited in the archive until its work has ended: an answerer that goes on without its
   * client keeps its place, and what it finds can be fetched.
   *
   * @param leave gives the question's place back
   * @param work hands its answer to `keep` before anybody is told of it
   */
  async #answer<Result>(
    answerId: string,
    client: AbortSignal,
    leave: () => void,
    work: (signal: AbortSignal, keep: (answer: Answer) => void) => Promise<Result>,
  ): Promise<Result> {
    const { archive, answerMilliseconds, watch } = this.settings;
    archive.expect(answerId);
    const end = (): void => {
      if (archive.find(answerId) === 'expected') archive.forget(answerId);
      leave();
    };
    const keep = (answer: Answer): void => {
      archive.keep(answer);
      watch?.(answer);
    };
    let isBegun = false;
    try {
      return await withDeadline(client, answerMilliseconds, (signal) => {
        isBegun = true;
        return work(signal, keep).finally(end);
      });
    } finally {
      if (!isBegun) end();
    }
  }
}
