import { html, LitElement, type PropertyValues } from 'lit';
import { closeIcon, quoteIcon } from './icons.js';
import { baseStyles } from './styles/base.js';
import { floatingStyles } from './styles/floating.js';

/** Below this width the chat fills the screen, and is modal. */
const MODAL_BELOW = '(max-width: 640px)';

/**
 * A button in the corner that opens what is slotted into it, above everything else on the page.
 *
 * @fires open-changed - `detail` says whether the window is to be open.
 */
export class FloatingWindow extends LitElement {
  static override properties = {
    open: { type: Boolean },
    label: { type: String },
    closeLabel: { type: String },
    position: { type: String, reflect: true },
  };

  static override styles = [baseStyles, floatingStyles];

  declare open: boolean;
  declare label: string;
  declare closeLabel: string;
  declare position: 'end' | 'start';

  constructor() {
    super();
    this.open = false;
    this.label = '';
    this.closeLabel = '';
    this.position = 'end';
  }

  protected override render() {
    return html`<button type="button" class="launcher" part="launcher" aria-haspopup="dialog" aria-expanded=${this.open}
        @click=${() => this.#change(!this.open)}>${
          this.open ? closeIcon : quoteIcon
        }<span>${this.open ? this.closeLabel : this.label}</span></button>
      <dialog popover="manual" part="window" aria-label=${this.label} @keydown=${this.#keydown}
        @close=${() => this.#change(false)}><slot></slot></dialog>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('open')) return;
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog === null) return;
    const shown = dialog.open || dialog.matches(':popover-open');
    if (this.open && !shown) {
      if (window.matchMedia(MODAL_BELOW).matches) dialog.showModal();
      else dialog.showPopover();
    } else if (!this.open && shown) {
      if (dialog.open) dialog.close();
      else dialog.hidePopover();
      this.renderRoot.querySelector<HTMLElement>('.launcher')?.focus();
    }
  }

  #keydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    this.#change(false);
  }

  #change(open: boolean): void {
    if (open !== this.open) this.dispatchEvent(new CustomEvent<boolean>('open-changed', { detail: open }));
  }
}
