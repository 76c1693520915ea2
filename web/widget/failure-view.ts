import { html, nothing, type TemplateResult } from 'lit';
import type { ChatActions } from './chat-actions.js';
import type { Failure } from './failure.js';
import { editIcon, retryIcon } from './icons.js';
import type { Strings } from './strings/strings.js';

/** A request that failed: what happened, what the server said of it, and a way to go on. */
export function failureView(
  exchange: { readonly id: number; readonly question: string; readonly failure: Failure },
  secondsToRetry: number | undefined,
  actions: ChatActions,
  strings: Strings,
): TemplateResult {
  const { failure } = exchange;
  const { title, advice } = strings.failures[failure.kind];
  return html`<div class="failure" part="failure">
    <p class="kicker">${strings.failureLabel}</p>
    <p class="refusal-title">${title}</p>
    <p class="advice" dir="auto">${failure.detail ?? advice}</p>
    ${failure.requestId === undefined ? nothing : html`<p class="reference">${strings.reference(failure.requestId)}</p>`}
    ${secondsToRetry === undefined ? nothing : html`<p class="countdown" role="timer">${strings.retryIn(secondsToRetry)}</p>`}
    ${retryActions(exchange, actions, strings)}
  </div>`;
}

/** The ways on from a question that was not answered. */
export function retryActions(
  exchange: { readonly id: number; readonly question: string },
  actions: ChatActions,
  strings: Strings,
): TemplateResult {
  return html`<div class="actions">
    <button type="button" class="quiet strong" part="action" @click=${() => actions.retry(exchange.id)}>
      ${retryIcon}${strings.retry}
    </button>
    <button type="button" class="quiet" part="action" @click=${() => actions.edit(exchange.question)}>
      ${editIcon}${strings.editQuestion}
    </button>
  </div>`;
}
