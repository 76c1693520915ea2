import { html, nothing, type TemplateResult } from 'lit';
import type { Answer, Citation } from '../../src/answering/answer.js';
import { answerTextView, answerView } from './answer-view.js';
import type { ChatActions } from './chat-actions.js';
import type { Exchange } from './exchange.js';
import { failureView, retryActions } from './failure-view.js';
import type { RatingState } from './rating.js';
import { refusalView } from './refusal-view.js';
import type { Strings } from './strings/strings.js';

/** What the view of an exchange needs besides the exchange. */
export interface ExchangeViewState {
  readonly active: Citation | undefined;
  readonly previewed: Citation | undefined;
  copyState(answer: Answer): 'copied' | 'failed' | undefined;
  ratingOf(answer: Answer): RatingState | undefined;
  readonly secondsToRetry: number | undefined;
  /** Starter questions to offer after a refusal. */
  readonly suggestions: readonly string[];
}

/** A question and what came of it. */
export function exchangeView(
  exchange: Exchange,
  state: ExchangeViewState,
  actions: ChatActions,
  strings: Strings,
): TemplateResult {
  const labelId = `question-${exchange.id}`;
  return html`<article class="exchange" part="exchange" data-exchange=${exchange.id} data-state=${exchange.state} aria-labelledby=${labelId}>
    <h3 class="question" part="question" id=${labelId}><span class="visually-hidden">${strings.you}: </span><span class="question-text" dir="auto">${exchange.question}</span></h3>
    ${resultView(exchange, state, actions, strings)}
  </article>`;
}

function resultView(
  exchange: Exchange,
  state: ExchangeViewState,
  actions: ChatActions,
  strings: Strings,
): TemplateResult {
  switch (exchange.state) {
    case 'waiting':
      return html`${
        exchange.progress.text === ''
          ? nothing
          : html`<div class="answer" part="answer" aria-busy="true">${answerTextView(exchange.progress, state, actions, strings)}</div>`
      }
      <div class="waiting" part="waiting">
        <span class="waiting-line" aria-hidden="true"></span>
        <span class="waiting-first">${strings.waiting[exchange.progress.stage ?? 'searching']}</span>
        <span class="waiting-later">${strings.waitingLong}</span>
      </div>`;
    case 'answered': {
      const { answer } = exchange;
      const shown = { ...state, copyState: state.copyState(answer), rating: state.ratingOf(answer) };
      return answer.outcome === 'answered'
        ? answerView(answer, shown, actions, strings)
        : refusalView(answer, shown, actions, strings);
    }
    case 'failed':
      return failureView(exchange, state.secondsToRetry, actions, strings);
    case 'stopped':
      return html`<div class="stopped"><p class="advice">${strings.stopped}</p>
        ${retryActions(exchange, actions, strings)}</div>`;
  }
}
