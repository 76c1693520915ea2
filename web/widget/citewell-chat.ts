import { html, LitElement } from 'lit';
import type { Answer, Citation } from '../../src/answering/answer.js';
import { createApiClient } from './api-client.js';
import type { ChatActions } from './chat-actions.js';
import { type ChatViewModel, conversationView, headerView } from './chat-view.js';
import { Conversation } from './conversation.js';
import { createTabStorage } from './conversation-storage.js';
import { answerAsText, copyText } from './copy-answer.js';
import type { Failure } from './failure.js';
import type { QuestionForm } from './question-form.js';
import { RetryTimer } from './retry-timer.js';
import { scrollToLastExchange } from './scroll-to-last-exchange.js';
import type { SourcePanel } from './source-panel.js';
import { readStarters } from './starter-list.js';
import { english } from './strings/en.js';
import { answerStyles } from './styles/answer.js';
import { baseStyles } from './styles/base.js';
import { chatStyles } from './styles/chat.js';
import { sourceStyles } from './styles/sources.js';
import { tokenStyles } from './styles/tokens.js';

/** A server that asks to wait is asked again on its own this often; after that a person decides. */
const AUTOMATIC_ATTEMPTS = 20;

/**
 * A chat that shows its proof: every answer is quoted from a document, and every quote opens at its place.
 *
 * @attr {string} endpoint - Address of the Citewell server. Default: where `widget.js` came from.
 * @attr {string} heading - Name above the chat.
 * @attr {string} greeting - First line of an empty chat.
 * @attr {string} placeholder - Shown in the empty field.
 * @attr {string} starters - JSON list of questions to start with.
 * @attr {'inline'|'floating'} mode - In the page's flow (default), or a button in the corner that opens the chat.
 * @attr {'end'|'start'} position - Corner of the floating button. Default: `end`.
 * @attr {'light'|'dark'} theme - Default: what the system prefers.
 * @attr {number} max-citations - 1..10.
 * @attr {boolean} open - Whether a floating chat is open.
 *
 * @fires citewell-answer - `detail` is the `Answer`. Bubbles, composed.
 * @fires citewell-error - `detail` is `{question, failure}`. Bubbles, composed.
 *
 * @slot greeting - Replaces the greeting of an empty chat.
 * @slot footer - Below the field, for a note or a link.
 *
 * @csspart chat - The whole chat.
 * @csspart header - The bar with the heading.
 * @csspart question - A question.
 * @csspart answer - An answer.
 * @csspart refusal - A question without an answer.
 * @csspart failure - A request that failed.
 * @csspart highlight - The marked answer phrase.
 * @csspart marker - A numbered citation marker.
 * @csspart source - A document in the list of sources.
 * @csspart citation - A citation in the list of sources.
 * @csspart starter - A question to start with.
 * @csspart launcher - The floating button.
 * @csspart panel - The source panel.
 * @csspart input - The field.
 * @csspart send - The button that asks.
 *
 * @cssprop --citewell-paper - Background.
 * @cssprop --citewell-ink - Text.
 * @cssprop --citewell-accent - Markers, links, focus.
 * @cssprop --citewell-highlighter - Behind the answer phrase.
 * @cssprop --citewell-height - Height of an inline chat.
 * @cssprop --citewell-font - Typeface of the controls.
 * @cssprop --citewell-font-quote - Typeface of questions and quotes.
 */
export class CitewellChat extends LitElement {
  static override properties = {
    endpoint: { type: String },
    heading: { type: String },
    greeting: { type: String },
    placeholder: { type: String },
    starters: { converter: { fromAttribute: readStarters } },
    mode: { type: String, reflect: true },
    position: { type: String, reflect: true },
    theme: { type: String, reflect: true },
    maxCitations: { type: Number, attribute: 'max-citations' },
    open: { type: Boolean, reflect: true },
    draft: { state: true },
    active: { state: true },
    copied: { state: true },
    spoken: { state: true },
  };

  static override styles = [baseStyles, tokenStyles, chatStyles, answerStyles, sourceStyles];

  /** Where `widget.js` was loaded from; set once by the script. */
  static defaultEndpoint = new URL('/', document.baseURI).href;

  declare endpoint: string | undefined;
  declare heading: string | undefined;
  declare greeting: string | undefined;
  declare placeholder: string | undefined;
  declare starters: readonly string[];
  declare mode: 'inline' | 'floating';
  declare position: 'end' | 'start';
  declare theme: 'light' | 'dark' | undefined;
  declare maxCitations: number | undefined;
  declare open: boolean;
  declare private draft: string;
  declare private active: Citation | undefined;
  declare private copied: { readonly exchangeId: number; readonly state: 'copied' | 'failed' } | undefined;
  declare private spoken: string;

  readonly #strings = english;
  readonly #conversation: Conversation;
  readonly #retryTimer: RetryTimer;
  readonly #actions: ChatActions;

  constructor() {
    super();
    this.starters = [];
    this.mode = 'inline';
    this.position = 'end';
    this.open = false;
    this.draft = '';
    this.spoken = '';
    this.#conversation = new Conversation(
      this,
      {
        answered: (answer) => this.#answered(answer),
        failed: (failure, question) => this.#failed(failure, question),
      },
      () => this.#client(),
      () => createTabStorage(`citewell:${this.id}:${this.#endpoint()}`),
    );
    this.#retryTimer = new RetryTimer(this, (exchangeId) => void this.#conversation.retry(exchangeId));
    this.#actions = {
      ask: (question) => this.ask(question),
      retry: (exchangeId) => this.#retry(exchangeId),
      edit: (question) => this.#edit(question),
      copy: (exchangeId) => void this.#copy(exchangeId),
      startAgain: () => {
        this.#retryTimer.cancel();
        this.#conversation.clear();
        this.#form?.focus();
      },
      closeChat: () => {
        this.open = false;
      },
      openCitation: (list, citation, role, opener) => {
        if (opener instanceof HTMLElement) void this.#panel?.open(list, citation, role, opener);
      },
    };
  }

  /** Asks a question as if it had been typed. Does nothing while another is waiting. */
  ask(question: string): void {
    if (this.#conversation.waiting) return;
    this.#retryTimer.cancel();
    this.draft = '';
    this.spoken = '';
    void this.#conversation.ask(question);
    void this.updateComplete.then(() => scrollToLastExchange(this.renderRoot));
  }

  protected override render() {
    const strings = this.#strings;
    const view = this.#view();
    const chat = html`<section class="chat" part="chat" aria-label=${view.heading} @keydown=${this.#keydown}>
      ${headerView(view, this.#actions, strings)}
      ${conversationView(view, this.#actions, strings)}
      <div class="ask-row">
        <citewell-question-form exportparts="input, send, stop" .strings=${strings} .value=${this.draft}
          .waiting=${this.#conversation.waiting} .placeholder=${this.placeholder ?? strings.inputPlaceholder}
          @draft-changed=${(event: CustomEvent<string>) => this.#keepDraft(event.detail)}
          @question-asked=${(event: CustomEvent<string>) => this.ask(event.detail)}
          @question-stopped=${() => this.#conversation.stop()}></citewell-question-form>
        <slot name="footer"></slot>
      </div>
      <p class="visually-hidden" role="status">${this.spoken}</p>
      <citewell-source-panel exportparts="panel, quote, close, original" .strings=${strings} .client=${this.#client()}
        ?beside=${view.floating} @citation-shown=${this.#citationShown}></citewell-source-panel>
    </section>`;
    if (!view.floating) return chat;
    return html`<citewell-floating-window exportparts="launcher, window" .open=${this.open} .label=${strings.openChat}
      position=${this.position} @open-changed=${this.#openChanged}>${chat}</citewell-floating-window>`;
  }

  #view(): ChatViewModel {
    return {
      heading: this.heading ?? this.#strings.defaultHeading,
      greeting: this.greeting ?? this.#strings.defaultGreeting,
      starters: this.starters,
      floating: this.mode === 'floating',
      exchanges: this.#conversation.exchanges,
      active: this.active,
      copied: this.copied,
      secondsToRetry: (exchangeId) => this.#retryTimer.secondsLeft(exchangeId),
    };
  }

  #endpoint(): string {
    const given = this.endpoint ?? CitewellChat.defaultEndpoint;
    const url = new URL(given === '' ? CitewellChat.defaultEndpoint : given, document.baseURI).href;
    return url.endsWith('/') ? url : `${url}/`;
  }

  #client() {
    return createApiClient(this.#endpoint(), this.maxCitations);
  }

  #retry(exchangeId: number): void {
    const exchange = this.#conversation.exchanges.find(({ id }) => id === exchangeId);
    // The failure put it back into the field; what the reader has typed since stays.
    if (exchange?.question === this.draft) this.draft = '';
    this.#retryTimer.cancel();
    void this.#conversation.retry(exchangeId);
  }

  #answered(answer: Answer): void {
    this.spoken =
      answer.outcome === 'answered'
        ? this.#strings.answeredAloud(answer.text, answer.citations.length)
        : this.#strings.refusals[answer.reason ?? 'nothing_relevant'].title;
    this.#emit('citewell-answer', answer);
  }

  #failed(failure: Failure, question: string): void {
    const exchange = this.#conversation.exchanges.at(-1);
    const attempts = exchange?.state === 'failed' ? exchange.attempts : AUTOMATIC_ATTEMPTS;
    if (failure.retryAfter !== undefined && exchange !== undefined && attempts < AUTOMATIC_ATTEMPTS) {
      this.#retryTimer.start(exchange.id, failure.retryAfter);
    } else if (this.draft === '') {
      this.draft = question;
    }
    this.spoken = this.#strings.failures[failure.kind].title;
    this.#emit('citewell-error', { question, failure });
  }

  #emit(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  #edit(question: string): void {
    this.draft = question;
    this.#form?.focus();
  }

  async #copy(exchangeId: number): Promise<void> {
    const exchange = this.#conversation.exchanges.find(({ id }) => id === exchangeId);
    if (exchange?.state !== 'answered') return;
    const copied = await copyText(answerAsText(exchange.answer, this.#strings));
    this.copied = { exchangeId, state: copied ? 'copied' : 'failed' };
  }

  #keepDraft(draft: string): void {
    this.draft = draft;
  }

  #citationShown(event: CustomEvent<Citation | undefined>): void {
    this.active = event.detail;
  }

  #openChanged(event: CustomEvent<boolean>): void {
    this.open = event.detail;
    if (this.open) void this.updateComplete.then(() => this.#form?.focus());
  }

  #keydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    if (this.active !== undefined) this.#panel?.close();
    else if (this.#conversation.waiting) this.#conversation.stop();
    else return;
    event.preventDefault();
  }

  get #form(): QuestionForm | null {
    return this.renderRoot.querySelector('citewell-question-form');
  }

  get #panel(): SourcePanel | null {
    return this.renderRoot.querySelector('citewell-source-panel');
  }
}
