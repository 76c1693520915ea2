import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import type { Citation } from '../../src/answering/answer.js';
import { markSpans } from './highlight.js';
import { markedText } from './marked-text.js';

/** Milliseconds that a pointer must rest before the card shows, and may take to move from marker to card. */
const REST = 250;
/** Room between the marker and the card, and between the card and the window's edge. Pixels. */
const GAP = 8;

/** The id of the card, for `aria-describedby`. */
export const PREVIEW_ID = 'citation-preview';

/**
 * A card with the quote, shown while a marker is hovered or focused. It stays while the pointer is on it, and goes
 * with Esc (WCAG 1.4.13).
 */
export class CitationPreview implements ReactiveController {
  #shown: { readonly citation: Citation; readonly anchor: Element } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost & { readonly renderRoot: ParentNode }) {
    host.addController(this);
  }

  /** The citation in view. */
  get citation(): Citation | undefined {
    return this.#shown?.citation;
  }

  show(citation: Citation, anchor: Element): void {
    this.#after(REST, () => {
      this.#shown = { citation, anchor };
    });
  }

  hide(delay = REST): void {
    this.#after(delay, () => {
      this.#shown = undefined;
    });
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#shown = undefined;
  }

  hostUpdated(): void {
    const card = this.host.renderRoot.querySelector<HTMLElement>(`#${PREVIEW_ID}`);
    if (card === null) return;
    const open = card.matches(':popover-open');
    if (this.#shown === undefined) {
      if (open) card.hidePopover();
      return;
    }
    if (!open) card.showPopover();
    place(card, this.#shown.anchor.getBoundingClientRect());
  }

  view(): TemplateResult {
    const { citation } = this;
    return html`<div id=${PREVIEW_ID} class="preview" part="preview" popover="manual" role="tooltip"
      @pointerenter=${() => clearTimeout(this.#timer)} @pointerleave=${() => this.hide()}>${
        citation === undefined
          ? nothing
          : html`<p class="preview-quote" dir="auto">${markedText(
              markSpans(citation.quote, citation.start, citation, citation.highlights),
            )}</p><p class="preview-title">${citation.document.title}</p>`
      }</div>`;
  }

  #after(delay: number, change: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      change();
      this.host.requestUpdate();
    }, delay);
  }
}

/** Below the anchor where there is room, else above, and always inside the window. */
function place(card: HTMLElement, anchor: DOMRect): void {
  const { width, height } = card.getBoundingClientRect();
  const farthest = document.documentElement.clientWidth - width - GAP;
  const left = Math.max(GAP, Math.min(anchor.left - GAP, farthest));
  const below = anchor.bottom + GAP;
  const fitsBelow = below + height + GAP <= document.documentElement.clientHeight;
  card.style.setProperty('left', `${left}px`);
  card.style.setProperty('top', `${fitsBelow ? below : anchor.top - height - GAP}px`);
}
