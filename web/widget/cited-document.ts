import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Citation } from '../../src/answering/answer.js';
import type { ApiClient, SourceDocument } from './api-client.js';
import { RequestFailed } from './failure.js';

/** What is known of the cited document: `changed` where its text no longer holds the quote at its place. */
type DocumentState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'verified'; readonly document: SourceDocument }
  | { readonly kind: 'changed' }
  | { readonly kind: 'unavailable' };

/** The document of the citation in view, fetched once while its citations follow each other. */
export class CitedDocument implements ReactiveController {
  #state: DocumentState = { kind: 'loading' };
  #shown: DocumentState = this.#state;
  #loading: AbortController | undefined;
  #known: { readonly id: string; readonly document: SourceDocument } | undefined;

  /** @param changed called after the host has been drawn with another state */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly client: () => ApiClient,
    private readonly changed: () => void,
  ) {
    host.addController(this);
  }

  get state(): DocumentState {
    return this.#state;
  }

  /** Fetches the citation's document, unless it is there, and checks the quote against it. */
  async show(citation: Citation): Promise<void> {
    this.leave();
    const loading = new AbortController();
    this.#loading = loading;
    const { id } = citation.document;
    const known = this.#known?.id === id ? this.#known.document : undefined;
    if (known === undefined) this.#put({ kind: 'loading' });
    try {
      const document = known ?? (await this.client().readDocument(id, loading.signal));
      if (loading.signal.aborted) return;
      this.#known = { id, document };
      this.#put(holdsQuote(document.text, citation) ? { kind: 'verified', document } : { kind: 'changed' });
    } catch (error) {
      if (loading.signal.aborted) return;
      if (!(error instanceof RequestFailed)) throw error;
      this.#put({ kind: 'unavailable' });
    }
  }

  /** Gives up what is being fetched. */
  leave(): void {
    this.#loading?.abort();
  }

  hostUpdated(): void {
    if (this.#shown === this.#state) return;
    this.#shown = this.#state;
    this.changed();
  }

  #put(state: DocumentState): void {
    this.#state = state;
    this.host.requestUpdate();
  }
}

function holdsQuote(text: string, { start, end, quote }: Citation): boolean {
  return text.slice(start, end) === quote;
}
