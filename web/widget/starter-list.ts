import { html, type TemplateResult } from 'lit';
import type { ChatActions } from './chat-actions.js';
import { parseJson } from './parse-json.js';

/** Questions that are asked with one press. */
export function starterList(questions: readonly string[], actions: ChatActions): TemplateResult {
  return html`<ul class="starters" role="list">
    ${questions.map(
      (question) => html`<li>
        <button type="button" class="starter" part="starter" dir="auto" @click=${() => actions.ask(question)}>${question}</button>
      </li>`,
    )}
  </ul>`;
}

/**
 * Reads starter questions as a page gives them: a list, or JSON of a list, since frameworks set attributes as well as
 * properties. Anything else counts as none.
 */
export function readStarters(given: unknown): string[] {
  const list = typeof given === 'string' ? parseJson(given) : given;
  return Array.isArray(list) ? list.filter((entry): entry is string => typeof entry === 'string') : [];
}
