import { html, nothing, type TemplateResult } from 'lit';
import type { Citation } from '../../src/answering/answer.js';
import type { ChatActions, CitationRole } from './chat-actions.js';
import { nextIcon } from './icons.js';
import { authorLine, copiesLine, placeLine } from './source-line.js';
import type { Strings } from './strings/strings.js';

/** What decides how a list of citations is shown. */
export interface SourceListView {
  readonly citations: readonly Citation[];
  readonly role: CitationRole;
  /** Numbers whose quote is already in sight, and need not be repeated. */
  readonly quoted: ReadonlySet<number>;
  readonly active: Citation | undefined;
}

/** Citations under the document that they quote, each a button that opens the document at its place. */
export function sourceList(view: SourceListView, actions: ChatActions, strings: Strings): TemplateResult {
  return html`<ol class="sources" role="list">
    ${groupByDocument(view.citations).map(([first, ...others]) => {
      const facts = authorLine(first.document);
      const copies = copiesLine(first, strings);
      return html`<li class="source" part="source">
        <p class="source-title" dir="auto">${first.document.title}</p>
        ${facts === '' ? nothing : html`<p class="source-facts">${facts}</p>`}
        ${copies === '' ? nothing : html`<p class="source-facts" dir="auto">${copies}</p>`}
        <ol role="list">${[first, ...others].map((citation) => citationRow(citation, view, actions, strings))}</ol>
      </li>`;
    })}
  </ol>`;
}

function citationRow(
  citation: Citation,
  view: SourceListView,
  actions: ChatActions,
  strings: Strings,
): TemplateResult {
  const place = placeLine(citation, strings);
  const showsQuote = place === '' || !view.quoted.has(citation.number);
  return html`<li>
    <button type="button" class="place" part="citation" aria-haspopup="dialog" ?data-active=${citation === view.active}
      @click=${(event: Event) => actions.openCitation(view.citations, citation, view.role, event.currentTarget)}>
      ${view.role === 'source' ? html`<span class="place-number">${citation.number}</span>` : nothing}
      <span class="place-body">
        ${place === '' ? nothing : html`<span class="place-line" dir="auto">${place}</span>`}
        ${showsQuote ? html`<span class="place-quote" dir="auto">“${citation.quote}”</span>` : nothing}
      </span>
      ${nextIcon}
    </button>
  </li>`;
}

type Group = [Citation, ...Citation[]];

/** Documents in order of first use; within one, citations keep their order. */
function groupByDocument(citations: readonly Citation[]): Group[] {
  const groups = new Map<string, Group>();
  for (const citation of citations) {
    const group = groups.get(citation.document.id);
    if (group === undefined) groups.set(citation.document.id, [citation]);
    else group.push(citation);
  }
  return [...groups.values()];
}
