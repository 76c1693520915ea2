import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Answer, Citation } from '../../src/answering/answer.js';
import type { ChatActions } from './chat-actions.js';
import type { Exchange } from './exchange.js';
import { exchangeView } from './exchange-view.js';
import { closeIcon, newChatIcon, quoteIcon } from './icons.js';
import type { RatingState } from './rating.js';
import { starterList } from './starter-list.js';
import type { Strings } from './strings/strings.js';

/** All that the chat shows besides its field and its panel. */
export interface ChatViewModel {
  readonly heading: string;
  readonly greeting: string;
  readonly starters: readonly string[];
  readonly floating: boolean;
  readonly exchanges: readonly Exchange[];
  readonly active: Citation | undefined;
  readonly previewed: Citation | undefined;
  copyState(answer: Answer): 'copied' | 'failed' | undefined;
  ratingOf(answer: Answer): RatingState | undefined;
  secondsToRetry(exchangeId: number): number | undefined;
}

/** The bar above the chat. */
export function headerView(view: ChatViewModel, actions: ChatActions, strings: Strings): TemplateResult {
  return html`<header part="header">
    <h2 class="name">${quoteIcon}<span>${view.heading}</span></h2>
    ${
      view.exchanges.length === 0
        ? nothing
        : html`<button type="button" class="quiet" part="action" @click=${actions.startAgain}>${newChatIcon}${strings.newChat}</button>`
    }
    ${
      view.floating
        ? html`<button type="button" class="icon-button" aria-label=${strings.closeChat} title=${strings.closeChat}
            @click=${actions.closeChat}>${closeIcon}</button>`
        : nothing
    }
  </header>`;
}

/** The greeting, or the exchanges so far, in the part of the chat that scrolls. */
export function conversationView(
  view: ChatViewModel,
  actions: ChatActions,
  strings: Strings,
): TemplateResult {
  return html`<div class="scroller" tabindex="0" role="region" aria-label=${strings.conversationLabel}>
    ${view.exchanges.length === 0 ? emptyView(view, actions, strings) : exchangesView(view, actions, strings)}
  </div>`;
}

function emptyView(view: ChatViewModel, actions: ChatActions, strings: Strings): TemplateResult {
  return html`<div class="empty">
    <slot name="greeting">
      <p class="greeting">${view.greeting}</p>
      <p class="greeting-detail">${strings.greetingDetail}</p>
    </slot>
    ${
      view.starters.length === 0
        ? nothing
        : html`<h3 class="label">${strings.startersLabel}</h3>${starterList(view.starters, actions)}`
    }
  </div>`;
}

function exchangesView(view: ChatViewModel, actions: ChatActions, strings: Strings): TemplateResult {
  const asked = new Set(view.exchanges.map(({ question }) => question));
  const unasked = view.starters.filter((question) => !asked.has(question));
  const last = view.exchanges.at(-1);
  const exchange = (item: Exchange) => {
    const state = {
      active: view.active,
      previewed: view.previewed,
      copyState: view.copyState,
      ratingOf: view.ratingOf,
      secondsToRetry: view.secondsToRetry(item.id),
      suggestions: item === last ? unasked : [],
    };
    const copied = item.state === 'answered' ? view.copyState(item.answer) : undefined;
    // An answer of many words is not laid out anew at every key that is typed below it.
    const inputs = [
      item,
      state.active,
      state.previewed,
      copied,
      item.state === 'answered' ? view.ratingOf(item.answer) : undefined,
      state.secondsToRetry,
      state.suggestions.join('\n'),
      strings,
    ];
    return guard(inputs, () => exchangeView(item, state, actions, strings));
  };
  return html`<div class="exchanges">${repeat(view.exchanges, ({ id }) => id, exchange)}</div>`;
}
