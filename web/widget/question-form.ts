import { html, LitElement, nothing } from 'lit';
import { askIcon, stopIcon } from './icons.js';
import type { Strings } from './strings/strings.js';
import { baseStyles } from './styles/base.js';
import { formStyles } from './styles/form.js';

/** What the server accepts, in UTF-16 code units. */
const QUESTION_LIMIT = 2_000;
/** From this many code units left on, the count is shown. */
const COUNT_FROM = 200;

/**
 * The field to ask in. Keeps its text until whoever uses it sets `value`, so that nothing typed is ever lost.
 *
 * @fires draft-changed - `detail` is the text of the field.
 * @fires question-asked - `detail` is the question, trimmed and within the limit.
 * @fires question-stopped - The reader pressed stop.
 */
export class QuestionForm extends LitElement {
  static override properties = {
    strings: { attribute: false },
    placeholder: { type: String },
    waiting: { type: Boolean },
    value: { type: String },
    refusal: { state: true },
  };

  static override styles = [baseStyles, formStyles];

  declare strings: Strings;
  declare placeholder: string;
  declare waiting: boolean;
  declare value: string;
  /** Why the last attempt to ask was refused; spoken then, and not at every key. */
  declare private refusal: string;

  constructor() {
    super();
    this.placeholder = '';
    this.waiting = false;
    this.value = '';
    this.refusal = '';
  }

  override focus(): void {
    this.renderRoot.querySelector('textarea')?.focus();
  }

  protected override render() {
    const left = QUESTION_LIMIT - this.value.trim().length;
    const tooLong = left < 0;
    return html`<form @submit=${this.#submit}>
      <div class="field" ?data-invalid=${tooLong}>
        <textarea part="input" rows="1" dir=${this.value === '' ? nothing : 'auto'} aria-label=${this.strings.inputLabel} aria-describedby="note"
          aria-invalid=${tooLong} placeholder=${this.placeholder} enterkeyhint="send"
          .value=${this.value} @input=${this.#input} @keydown=${this.#keydown}></textarea>
        ${
          this.waiting
            ? html`<button class="ask" part="stop" type="button" aria-label=${this.strings.stop} title=${this.strings.stop}
                @click=${this.#stop}>${stopIcon}</button>`
            : html`<button class="ask" part="send" type="submit" aria-label=${this.strings.send} title=${this.strings.send}
                aria-disabled=${!this.#askable()}>${askIcon}</button>`
        }
      </div>
      <p id="note" class="note" ?data-invalid=${tooLong}>${
        left < COUNT_FROM
          ? this.#countNote(left)
          : html`<span class="hint">${this.strings.keyboardHint}</span>`
      }</p>
      <p class="visually-hidden" role="status">${this.refusal}</p>
    </form>`;
  }

  protected override updated(): void {
    const field = this.renderRoot.querySelector('textarea');
    if (field === null || CSS.supports('field-sizing', 'content')) return;
    field.rows = Math.min(8, field.value.slice(0, QUESTION_LIMIT).split('\n').length);
  }

  #countNote(left: number): string {
    return left < 0 ? this.strings.tooLong(-left, QUESTION_LIMIT) : this.strings.charactersLeft(left);
  }

  #askable(): boolean {
    const length = this.value.trim().length;
    return !this.waiting && length > 0 && length <= QUESTION_LIMIT;
  }

  #input(event: InputEvent): void {
    if (!(event.target instanceof HTMLTextAreaElement)) return;
    this.value = event.target.value;
    this.dispatchEvent(new CustomEvent<string>('draft-changed', { detail: this.value }));
  }

  #keydown(event: KeyboardEvent): void {
    // 229 is what browsers report while an input method composes, where isComposing already is false (Safari).
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key !== 'Enter' || event.shiftKey || composing) return;
    event.preventDefault();
    this.#ask();
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    this.#ask();
  }

  #ask(): void {
    const left = QUESTION_LIMIT - this.value.trim().length;
    this.refusal = left < 0 ? this.#countNote(left) : '';
    if (!this.#askable()) return;
    this.dispatchEvent(new CustomEvent<string>('question-asked', { detail: this.value.trim() }));
  }

  #stop(): void {
    this.dispatchEvent(new CustomEvent('question-stopped'));
  }
}
