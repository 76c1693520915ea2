import { html, type nothing, type TemplateResult } from 'lit';
import type { Answer, Citation } from '../../src/answering/answer.js';
import { answerView } from './answer-view.js';
import type { ChatActions } from './chat-actions.js';
import type { Exchange } from './exchange.js';
import { failureView, retryActions } from './failure-view.js';
import { refusalView } from './refusal-view.js';
import type { Strings } from './strings/strings.js';

/** What the view of an exchange needs besides the exchange. */
export interface ExchangeViewState {
  readonly active: Citation | undefined;
  readonly previewed: Citation | undefined;
  copyState(answer: Answer): 'copied' | 'failed' | undefined;
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
    <h3 class="question" part="question" dir="auto" id=${labelId}><span class="visually-hidden">${strings.you}: </span>${exchange.question}</h3>
    ${resultView(exchange, state, actions, strings)}
  </article>`;
}

function resultView(
  exchange: Exchange,
  state: ExchangeViewState,
  actions: ChatActions,
  strings: Strings,
): TemplateResult | typeof nothing {
  switch (exchange.state) {
    case 'waiting':
      return html`<div class="waiting" part="waiting">
        <span class="waiting-line" aria-hidden="true"></span>
        <span class="waiting-first">${strings.waiting}</span>
        <span class="waiting-later">${strings.waitingLong}</span>
      </div>`;
    case 'answered':
      return exchange.answer.outcome === 'answered'
        ? answerView(
            exchange.answer,
            { ...state, copyState: state.copyState(exchange.answer) },
            actions,
            strings,
          )
        : refusalView(exchange.answer, state, actions, strings);
    case 'failed':
      return failureView(exchange, state.secondsToRetry, actions, strings);
    case 'stopped':
      return html`<div class="stopped"><p class="advice">${strings.stopped}</p>
        ${retryActions(exchange, actions, strings)}</div>`;
  }
}
