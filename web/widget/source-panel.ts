import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Citation } from '../../src/answering/answer.js';
import type { ApiClient } from './api-client.js';
import type { CitationRole } from './chat-actions.js';
import { CitedDocument } from './cited-document.js';
import { type DocumentBlock, readBlocks, WINDOW_REACH, windowRound } from './document-window.js';
import { checkIcon, closeIcon, externalIcon, nextIcon, previousIcon } from './icons.js';
import { markedText } from './marked-text.js';
import { authorLine, originalAddress, placeLine } from './source-line.js';
import type { Strings } from './strings/strings.js';
import { baseStyles } from './styles/base.js';
import { panelStyles } from './styles/panel.js';

/** Detail of the event `citation-shown`. */
export interface CitationShown {
  readonly citation: Citation | undefined;
}

/** Below this width the panel covers the screen, and is modal. */
const MODAL_BELOW = '(max-width: 832px)';

/**
 * A panel that opens a citation's document at the passage, with the quote marked. It checks the quote against the
 * document's text as served, and says so.
 *
 * @fires citation-shown - `detail.citation` is the citation in view, or undefined once the panel is closed.
 */
export class SourcePanel extends LitElement {
  static override properties = {
    strings: { attribute: false },
    client: { attribute: false },
    list: { state: true },
    current: { state: true },
    citationRole: { state: true },
    reach: { state: true },
  };

  static override styles = [baseStyles, panelStyles];

  declare strings: Strings;
  declare client: ApiClient;
  declare private list: readonly Citation[];
  declare private current: Citation | undefined;
  declare private citationRole: CitationRole;
  declare private reach: { readonly before: number; readonly after: number };

  #opener: HTMLElement | undefined;
  readonly #cited = new CitedDocument(
    this,
    () => this.client,
    () => this.#scrollToQuote(),
  );

  constructor() {
    super();
    this.list = [];
    this.citationRole = 'source';
    this.reach = { before: WINDOW_REACH, after: WINDOW_REACH };
  }

  /** Opens at a citation; closing gives the focus back to `opener`. */
  async open(
    list: readonly Citation[],
    citation: Citation,
    role: CitationRole,
    opener: HTMLElement,
  ): Promise<void> {
    this.list = list;
    this.citationRole = role;
    this.#opener = opener;
    this.#show(citation);
    await this.updateComplete;
    const dialog = this.#dialog;
    if (dialog === null) return;
    if (!dialog.open && !dialog.matches(':popover-open')) {
      if (window.matchMedia(MODAL_BELOW).matches) dialog.showModal();
      else dialog.showPopover();
    }
    this.#scrollToQuote();
    this.renderRoot.querySelector<HTMLElement>('#title')?.focus({ preventScroll: true });
  }

  /** Closes, if open, and gives the focus back. */
  close(): void {
    const dialog = this.#dialog;
    if (this.current === undefined || dialog === null) return;
    this.#cited.leave();
    this.current = undefined;
    if (dialog.matches(':popover-open')) dialog.hidePopover();
    if (dialog.open) dialog.close();
    this.#opener?.focus();
    this.#announce();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.close();
  }

  protected override render() {
    return html`<dialog popover="manual" part="panel" aria-labelledby="kicker title" @keydown=${this.#keydown}
      @close=${this.close}>${this.current === undefined ? nothing : this.#content(this.current)}</dialog>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('current')) this.#scrollToQuote();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  #content(citation: Citation): TemplateResult {
    const { strings } = this;
    const position = this.list.indexOf(citation);
    const address = originalAddress(citation);
    const label = this.citationRole === 'source' ? strings.sourceLabel : strings.relatedLabel;
    return html`<header>
        <div class="bar">
          <p class="label" id="kicker" data-role=${this.citationRole}>${label} ${strings.position(position + 1, this.list.length)}</p>
          ${this.#step(this.list[position - 1], strings.previous, previousIcon)}
          ${this.#step(this.list[position + 1], strings.next, nextIcon)}
          <button type="button" class="icon-button" part="close" aria-label=${strings.close} title=${strings.close}
            @click=${this.close}>${closeIcon}</button>
        </div>
        <h2 id="title" tabindex="-1" dir="auto">${citation.document.title}</h2>
        <p class="facts">${authorLine(citation.document)}</p>
        <p class="place">${placeLine(citation, strings)}</p>
      </header>
      <div class="text" role="region" tabindex="0" aria-label=${citation.document.title}>${this.#text(citation)}</div>
      <footer>
        ${this.#standing()}
        ${
          address === undefined
            ? nothing
            : html`<a href=${address} target="_blank" rel="noopener noreferrer" part="original">${strings.openOriginal}${externalIcon}</a>`
        }
      </footer>`;
  }

  #step(to: Citation | undefined, label: string, icon: TemplateResult): TemplateResult | typeof nothing {
    if (this.list.length < 2) return nothing;
    return html`<button type="button" class="icon-button" aria-label=${label} title=${label}
      aria-disabled=${to === undefined} @click=${() => to !== undefined && this.#show(to)}>${icon}</button>`;
  }

  #standing(): TemplateResult {
    const { kind } = this.#cited.state;
    const words = {
      loading: this.strings.loadingSource,
      verified: this.strings.verified,
      changed: this.strings.changed,
      unavailable: this.strings.unavailable,
    };
    return html`<p class="standing" role="status" data-kind=${kind}>${kind === 'verified' ? checkIcon : nothing}<span>${words[kind]}</span></p>`;
  }

  #text(citation: Citation): TemplateResult {
    const cited = this.#cited.state;
    if (cited.kind !== 'verified') {
      const { text, start } = citation.passage;
      return html`${readBlocks(text, start, citation, []).map(blockView)}`;
    }
    const { text, headings } = cited.document;
    const shown = windowRound(text, citation, this.reach.before, this.reach.after);
    const blocks = readBlocks(text.slice(shown.start, shown.end), shown.start, citation, headings);
    return html`
      ${shown.start > 0 ? this.#more(this.strings.showEarlier, { before: 4 * this.reach.before }) : nothing}
      ${blocks.map(blockView)}
      ${shown.end < text.length ? this.#more(this.strings.showLater, { after: 4 * this.reach.after }) : nothing}`;
  }

  #more(label: string, reach: Partial<typeof this.reach>): TemplateResult {
    const widen = () => {
      this.reach = { ...this.reach, ...reach };
    };
    return html`<button type="button" class="quiet more" @click=${widen}>${label}</button>`;
  }

  #show(citation: Citation): void {
    this.current = citation;
    this.reach = { before: WINDOW_REACH, after: WINDOW_REACH };
    this.#announce();
    void this.#cited.show(citation);
  }

  /** Scrolls the text only, never the page around it. */
  #scrollToQuote(): void {
    const text = this.renderRoot.querySelector('.text');
    const mark = text?.querySelector('mark');
    if (!text || !mark || this.#dialog === null) return;
    // In a low window the whole panel scrolls.
    const scroller = text.scrollHeight > text.clientHeight ? text : this.#dialog;
    const above = mark.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    scroller.scrollTop += above - scroller.clientHeight / 4;
  }

  #keydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
  }

  #announce(): void {
    this.dispatchEvent(
      new CustomEvent<CitationShown>('citation-shown', { detail: { citation: this.current } }),
    );
  }
}

/** All headings are one level below the panel's title, since the part that is shown may begin below any heading. */
function blockView(block: DocumentBlock): TemplateResult {
  const content = markedText(block.segments);
  return block.headingLevel === undefined
    ? html`<p dir="auto">${content}</p>`
    : html`<p class="heading" dir="auto" data-level=${block.headingLevel} role="heading" aria-level="3">${content}</p>`;
}
