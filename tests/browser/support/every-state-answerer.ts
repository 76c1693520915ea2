import type { Answer } from '../../../src/answering/answer.js';
import type { AnswerEvent } from '../../../src/answering/answer-events.js';
import type { AskOptions } from '../../../src/citewell-api.js';
import { CitewellError } from '../../../src/errors.js';
import { eventStream } from '../../../src/event-stream.js';
import { InMemoryAnswerer } from '../../http/support/in-memory-answerer.js';

/** What a question brings about. */
export const QUESTIONS = {
  answered: 'Where is tea grown?',
  paraphrased: 'Where does tea come from?',
  related: 'Where is coffee grown?',
  nothing: 'Who won the cup?',
  writing: 'Write about tea, and never finish.',
  searching: 'Search, and never find.',
  failing: 'Fail.',
} as const;

/** Puts the chat into each of its states on demand: answered, refused, in the middle of writing, failed. */
export class EveryStateAnswerer extends InMemoryAnswerer {
  override async ask(question: string, options: AskOptions = {}): Promise<Answer> {
    if (question === QUESTIONS.failing) throw new CitewellError('engine_stopped', 'Gone.');
    const answer = await super.ask(question, options);
    const refusal = { ...answer, outcome: 'not_found', text: 'No.', citations: [] } as const;
    if (question === QUESTIONS.related) {
      return { ...refusal, reason: 'related_but_no_answer', related: answer.citations };
    }
    if (question === QUESTIONS.nothing) return { ...refusal, reason: 'nothing_relevant' };
    return question === QUESTIONS.paraphrased
      ? { ...answer, composer: 'llm', text: 'From Assam. [1]' }
      : answer;
  }

  override askStream(question: string, options: AskOptions = {}): AsyncIterable<AnswerEvent> {
    const endless = question === QUESTIONS.writing || question === QUESTIONS.searching;
    if (!endless) return super.askStream(question, options);
    return eventStream<AnswerEvent>(async (emit, signal) => {
      emit({ type: 'status', stage: 'searching' });
      if (question === QUESTIONS.writing) {
        const { citations } = await this.ask(question, options);
        emit({ type: 'status', stage: 'writing' });
        for (const citation of citations) emit({ type: 'citation', citation });
        emit({ type: 'delta', text: 'Tea is grown in Assam. [1] ' });
      }
      await new Promise((_, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
      );
    }, options.signal);
  }
}
