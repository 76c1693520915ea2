import { html } from 'lit';
import type { Answer, Citation } from '../../src/answering/answer.js';
import { AnswerCopier } from './answer-copier.js';
import { createApiClient } from './api-client.js';
import type { ChatActions } from './chat-actions.js';
import { ChatSettings } from './chat-settings.js';
import { type ChatViewModel, conversationView, headerView } from './chat-view.js';
import { CitationPreview } from './citation-preview.js';
import { Conversation } from './conversation.js';
import { createTabStorage } from './conversation-storage.js';
import { resolveEndpoint } from './endpoint.js';
import type { FailedExchange } from './exchange.js';
import type { QuestionForm } from './question-form.js';
import { Ratings } from './rating.js';
import { RetryTimer } from './retry-timer.js';
import { ScrollToLastExchange } from './scroll-to-last-exchange.js';
import { ServerStarters } from './server-starters.js';
import type { CitationShown, SourcePanel } from './source-panel.js';
import { spokenAnswer } from './spoken-answer.js';
import { readStarters } from './starter-list.js';
import { stringsFor } from './strings/languages.js';
import type { Strings } from './strings/strings.js';
import { answerStyles } from './styles/answer.js';
import { baseStyles } from './styles/base.js';
import { chatStyles } from './styles/chat.js';
import { previewStyles } from './styles/preview.js';
import { sourceStyles } from './styles/sources.js';
import { tokenStyles } from './styles/tokens.js';

/**
 * A chat that shows its proof: every answer is quoted from a document, and every quote opens at its place.
 *
 * @attr {string} endpoint - Address of the Citewell server. Default: where `widget.js` came from.
 * @attr {string} token - Token of a private bot. Whoever can read the page can read it.
 * @attr {string} heading - Name above the chat.
 * @attr {string} greeting - First line of an empty chat.
 * @attr {string} placeholder - Shown in the empty field.
 * @attr {string} starters - JSON list of questions to start with. Default: what the server proposes.
 * @attr {'inline'|'floating'} mode - In the page's flow (default), or a button in the corner that opens the chat.
 * @attr {'end'|'start'} position - Corner of the floating button. Default: `end`.
 * @attr {string} locale - Language of the interface: en, de, fr, es, zh or ar. Default: the page's `lang`, else English.
 * @attr {'light'|'dark'} theme - Default: what the system prefers.
 * @attr {number} max-citations - 1..10.
 * @attr {boolean} open - Whether a floating chat is open.
 *
 * @fires citewell-answer - `detail` is the `Answer`. Bubbles, composed.
 * @fires citewell-feedback - `detail` is `{answerId, helpful, comment?}`, once the server has it. Bubbles, composed.
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
 * @csspart rating - The buttons that rate an answer.
 * @csspart comment - The form for what was wrong with an answer.
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
export class CitewellChat extends ChatSettings {
  static override properties = {
    ...ChatSettings.properties,
    draft: { state: true },
    active: { state: true },
    spoken: { state: true },
  };

  static override styles = [baseStyles, tokenStyles, chatStyles, answerStyles, sourceStyles, previewStyles];

  /** Where `widget.js` was loaded from; set once by the script. */
  static defaultEndpoint = new URL('/', document.baseURI).href;

  declare private draft: string;
  declare private active: Citation | undefined;
  declare private spoken: string;

  readonly #conversation: Conversation;
  readonly #retryTimer: RetryTimer;
  readonly #copier = new AnswerCopier(this);
  readonly #preview = new CitationPreview(this);
  readonly #scroll = new ScrollToLastExchange(this);
  readonly #ratings = new Ratings(
    this,
    () => this.#client(),
    (rating) => this.#emit('citewell-feedback', rating),
  );
  readonly #serverStarters = new ServerStarters(this, () => this.#client());
  readonly #actions: ChatActions;

  constructor() {
    super();
    this.draft = '';
    this.spoken = '';
    this.#conversation = new Conversation(
      this,
      {
        answered: (answer) => this.#answered(answer),
        failed: (exchange) => this.#failed(exchange),
      },
      () => this.#client(),
      () => createTabStorage(`citewell:${this.id}:${this.endpoint ?? ''}`),
    );
    this.#retryTimer = new RetryTimer(this, (exchangeId) => void this.#conversation.retry(exchangeId));
    this.#actions = {
      ask: (question) => this.ask(question),
      retry: (exchangeId) => this.#retry(exchangeId),
      edit: (question) => {
        this.draft = question;
        this.#form?.focus();
      },
      copy: (answer) => void this.#copier.copy(answer, this.#strings),
      rate: (rating) => void this.#ratings.rate(rating),
      preview: (citation, anchor) => {
        if (anchor instanceof Element) this.#preview.show(citation, anchor);
      },
      endPreview: () => this.#preview.hide(),
      startAgain: () => {
        this.#retryTimer.cancel();
        this.#conversation.clear();
        this.#form?.focus();
      },
      closeChat: () => {
        this.open = false;
      },
      openCitation: (list, citation, role, opener) => {
        this.#preview.hide(0);
        if (opener instanceof HTMLElement) void this.#panel?.open(list, citation, role, opener);
      },
    };
  }

  /** Asks a question as if it had been typed. Does nothing while another is waiting. */
  ask(question: string): void {
    if (this.#conversation.waiting) return;
    this.#retryTimer.cancel();
    // A question that was pressed, not typed, leaves what is typed alone.
    if (this.draft.trim() === question) this.draft = '';
    this.spoken = '';
    void this.#conversation.ask(question);
    void this.#scroll.start();
  }

  protected override firstUpdated(): void {
    void this.#scroll.start('instant');
  }

  protected override updated(): void {
    if (this.starters === '' && (this.mode !== 'floating' || this.open)) this.#serverStarters.load();
  }

  protected override render() {
    const strings = this.#strings;
    const view = this.#view();
    const chat = html`<section class="chat" part="chat" lang=${strings.language} dir=${strings.direction} aria-label=${view.heading} @keydown=${this.#keydown}>
      ${headerView(view, this.#actions, strings)}
      ${conversationView(view, this.#actions, strings)}
      <div class="ask-row">
        <citewell-question-form exportparts="input, send, stop" .strings=${strings} .value=${this.draft}
          .waiting=${this.#conversation.waiting} .placeholder=${this.placeholder ?? strings.inputPlaceholder}
          @draft-changed=${this.#draftChanged}
          @question-asked=${(event: CustomEvent<string>) => this.ask(event.detail)}
          @question-stopped=${() => this.#conversation.stop()}></citewell-question-form>
        <slot name="footer"></slot>
      </div>
      <p class="visually-hidden" role="status">${this.spoken}</p>
      ${this.#preview.view()}
      <citewell-source-panel exportparts="panel, quote, close, original" .strings=${strings} .client=${this.#client()}
        ?beside=${view.floating} @citation-shown=${this.#citationShown}></citewell-source-panel>
    </section>`;
    if (!view.floating) return chat;
    return html`<citewell-floating-window exportparts="launcher, window" dir=${strings.direction} .open=${this.open} .label=${strings.openChat}
      .closeLabel=${strings.closeChat} .position=${this.position} @open-changed=${this.#openChanged}>${chat}</citewell-floating-window>`;
  }

  #view(): ChatViewModel {
    return {
      heading: this.heading ?? this.#strings.defaultHeading,
      greeting: this.greeting ?? this.#strings.defaultGreeting,
      starters: this.starters === '' ? this.#serverStarters.questions : readStarters(this.starters),
      floating: this.mode === 'floating',
      exchanges: this.#conversation.exchanges,
      active: this.active,
      previewed: this.#preview.citation,
      copyState: (answer) => this.#copier.stateOf(answer),
      ratingOf: (answer) => this.#ratings.stateOf(answer.id),
      secondsToRetry: (exchangeId) => this.#retryTimer.secondsLeft(exchangeId),
    };
  }

  get #strings(): Strings {
    return stringsFor(this.locale ?? document.documentElement.lang);
  }

  #client() {
    return createApiClient(resolveEndpoint(this.endpoint, CitewellChat.defaultEndpoint), {
      maxCitations: this.maxCitations,
      token: this.token,
    });
  }

  #retry(exchangeId: number): void {
    const exchange = this.#conversation.exchanges.find(({ id }) => id === exchangeId);
    // The failure put it back into the field; what the reader has typed since stays.
    if (exchange?.question === this.draft) this.draft = '';
    this.spoken = '';
    this.#retryTimer.cancel();
    void this.#conversation.retry(exchangeId);
  }

  #answered(answer: Answer): void {
    this.spoken = spokenAnswer(answer, this.#strings);
    this.#emit('citewell-answer', answer);
  }

  #failed(exchange: FailedExchange): void {
    const { question, failure } = exchange;
    if (!this.#retryTimer.startFor(exchange) && this.draft === '') this.draft = question;
    this.spoken = this.#strings.failures[failure.kind].title;
    this.#emit('citewell-error', { question, failure });
  }

  #emit(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  #draftChanged(event: CustomEvent<string>): void {
    this.draft = event.detail;
  }

  #citationShown(event: CustomEvent<CitationShown>): void {
    this.active = event.detail.citation;
  }

  #openChanged(event: CustomEvent<boolean>): void {
    this.open = event.detail;
    if (this.open) void this.updateComplete.then(() => this.#form?.focus());
  }

  #keydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    if (this.#preview.citation !== undefined) this.#preview.hide(0);
    else if (this.active !== undefined) this.#panel?.close();
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
