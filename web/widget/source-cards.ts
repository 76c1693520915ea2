import { html, nothing, type TemplateResult } from 'lit';
import type { Citation } from '../../src/answering/answer.js';
import type { ChatActions, CitationRole } from './chat-actions.js';
import { markSpans } from './highlight.js';
import { markedText } from './marked-text.js';
import { authorLine, placeLine } from './source-line.js';
import type { Strings } from './strings/strings.js';

/** What decides how a list of citations is shown. */
export interface SourceCardsView {
  readonly citations: readonly Citation[];
  readonly role: CitationRole;
  /** Numbers whose quote is already in sight, and need not be repeated on the card. */
  readonly quoted: ReadonlySet<number>;
  readonly active: Citation | undefined;
}

/** A list of citations by document, each a button that opens the document at the passage. */
export function sourceCards(view: SourceCardsView, actions: ChatActions, strings: Strings): TemplateResult {
  return html`<ol class="cards" role="list">
    ${view.citations.map((citation) => {
      const open = (event: Event) =>
        actions.openCitation(view.citations, citation, view.role, event.currentTarget);
      return html`<li>
        <button type="button" class="card" part="source" aria-haspopup="dialog"
          ?data-active=${citation === view.active} @click=${open}>
          ${view.role === 'source' ? html`<span class="card-number">${citation.number}</span>` : nothing}
          <span class="card-body">
            <span class="card-title">${citation.document.title}</span>
            ${line('card-facts', authorLine(citation.document))}
            ${line('card-place', placeLine(citation, strings))}
            ${view.quoted.has(citation.number) ? nothing : quoteLine(citation)}
          </span>
        </button>
      </li>`;
    })}
  </ol>`;
}

function line(name: string, text: string): TemplateResult | typeof nothing {
  return text === '' ? nothing : html`<span class=${name}>${text}</span>`;
}

function quoteLine(citation: Citation): TemplateResult {
  const segments = markSpans(citation.quote, citation.start, { start: 0, end: 0 }, []);
  return html`<span class="card-quote">“${markedText(segments)}”</span>`;
}
