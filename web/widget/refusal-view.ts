import { html, nothing, type TemplateResult } from 'lit';
import type { Answer, Citation } from '../../src/answering/answer.js';
import type { ChatActions } from './chat-actions.js';
import { editIcon } from './icons.js';
import type { RatingState } from './rating.js';
import { ratingView } from './rating-view.js';
import { sourceList } from './source-list.js';
import { starterList } from './starter-list.js';
import type { Strings } from './strings/strings.js';

/** A question without an answer: why, what is near to it, and what to ask instead. */
export function refusalView(
  answer: Answer,
  state: {
    readonly active: Citation | undefined;
    readonly suggestions: readonly string[];
    readonly rating: RatingState | undefined;
  },
  actions: ChatActions,
  strings: Strings,
): TemplateResult {
  const { title, advice } = strings.refusals[answer.reason ?? 'nothing_relevant'];
  return html`<div class="refusal" part="refusal">
    <p class="kicker">${strings.refusalLabel}</p>
    <p class="refusal-title">${title}</p>
    <p class="advice">${advice}</p>
    ${
      answer.related.length === 0
        ? nothing
        : html`<section class="related" part="related">
            <h4 class="label">${strings.related}</h4>
            <p class="label-note">${strings.relatedNote}</p>
            ${sourceList(
              { citations: answer.related, role: 'related', quoted: new Set(), active: state.active },
              actions,
              strings,
            )}
          </section>`
    }
    ${
      state.suggestions.length === 0
        ? nothing
        : html`<h4 class="label">${strings.tryInstead}</h4>
            ${starterList(state.suggestions, actions)}`
    }
    <div class="actions">
      <button type="button" class="quiet" part="action" @click=${() => actions.edit(answer.question)}>
        ${editIcon}${strings.editQuestion}
      </button>
      ${ratingView(answer.id, state.rating, actions, strings)}
    </div>
  </div>`;
}
