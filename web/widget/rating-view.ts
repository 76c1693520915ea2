import { html, nothing, type TemplateResult } from 'lit';
import type { ChatActions } from './chat-actions.js';
import { helpfulIcon, notHelpfulIcon } from './icons.js';
import type { RatingState } from './rating.js';
import type { Strings } from './strings/strings.js';

/** Longest comment that a server takes, in UTF-16 code units. */
const LONGEST_COMMENT = 2_000;

/** Whether the answer helped; and what was wrong, for those who say that it did not. */
export function ratingView(
  answerId: string,
  rating: RatingState | undefined,
  actions: ChatActions,
  strings: Strings,
): TemplateResult {
  const button = (helpful: boolean) => html`<button type="button" class="quiet rate" part="action"
    aria-label=${helpful ? strings.helpful : strings.notHelpful} title=${helpful ? strings.helpful : strings.notHelpful}
    aria-pressed=${rating?.helpful === helpful && rating.state !== 'failed' ? 'true' : 'false'}
    @click=${() => actions.rate({ answerId, helpful })}>${helpful ? helpfulIcon : notHelpfulIcon}</button>`;
  return html`<div class="rating" part="rating" role="group" aria-label=${strings.rate}>
      ${button(true)}${button(false)}
      <span class="rating-state" role="status">${rating === undefined ? nothing : stateText(rating, strings)}</span>
    </div>
    ${rating?.helpful === false && rating.state === 'sent' && !rating.commented ? commentForm(answerId, actions, strings) : nothing}`;
}

function stateText({ state }: RatingState, strings: Strings): string {
  if (state === 'sending') return '';
  return state === 'sent' ? strings.rated : strings.rateFailed;
}

function commentForm(answerId: string, actions: ChatActions, strings: Strings): TemplateResult {
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const field =
      event.currentTarget instanceof HTMLFormElement ? event.currentTarget.elements[0] : undefined;
    const comment = field instanceof HTMLTextAreaElement ? field.value.trim() : '';
    if (comment !== '') actions.rate({ answerId, helpful: false, comment });
  };
  return html`<form class="comment" part="comment" @submit=${send}>
    <label><span class="label-note">${strings.commentLabel}</span>
      <textarea rows="2" dir="auto" maxlength=${LONGEST_COMMENT}></textarea>
    </label>
    <button type="submit" class="quiet" part="action">${strings.sendComment}</button>
  </form>`;
}
