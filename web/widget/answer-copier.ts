import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Answer } from '../../src/answering/answer.js';
import { answerAsText, copyText } from './copy-answer.js';
import type { Strings } from './strings/strings.js';

/** Copies answers with their citations, and knows which one was copied last. */
export class AnswerCopier implements ReactiveController {
  #last: { readonly answer: Answer; readonly state: 'copied' | 'failed' } | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  stateOf(answer: Answer): 'copied' | 'failed' | undefined {
    return this.#last?.answer === answer ? this.#last.state : undefined;
  }

  async copy(answer: Answer, strings: Strings): Promise<void> {
    const copied = await copyText(answerAsText(answer, strings));
    this.#last = { answer, state: copied ? 'copied' : 'failed' };
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#last = undefined;
  }
}
