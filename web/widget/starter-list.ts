import { html, type TemplateResult } from 'lit';
import type { ChatActions } from './chat-actions.js';

/** Questions that are asked with one press. */
export function starterList(questions: readonly string[], actions: ChatActions): TemplateResult {
  return html`<ul class="starters" role="list">
    ${questions.map(
      (question) => html`<li>
        <button type="button" class="starter" part="starter" @click=${() => actions.ask(question)}>${question}</button>
      </li>`,
    )}
  </ul>`;
}

/** Reads the `starters` attribute, a JSON list of texts; anything else counts as none. */
export function readStarters(attribute: string | null): string[] {
  if (attribute === null) return [];
  try {
    const value: unknown = JSON.parse(attribute);
    return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
