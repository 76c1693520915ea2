import type { Answerer } from '../answering/answerer.js';
import type { DocumentTexts } from '../answering/links/document-texts.js';
import { CitewellError } from '../errors.js';
import type { Retriever } from '../retrieval/retriever.js';
import type { KnowledgeStore, StoreState } from '../store/knowledge-store.js';

/** What answers from one store. */
export interface OpenIndex {
  readonly store: KnowledgeStore;
  readonly retriever: Retriever;
  readonly answerer: Answerer;
  readonly texts: DocumentTexts;
}

/** An index, and the calls that run on it. */
interface IndexInUse {
  readonly index: OpenIndex;
  readonly calls: Set<Promise<unknown>>;
}

/**
 * The open index, and the one after it where its file was removed, or another put in its place. Calls that run on
 * the former end there before it is closed.
 */
export class CurrentIndex {
  #current: IndexInUse;
  #replacing: Promise<void> | undefined;

  /** @param open opens what stands in the place of `index` */
  constructor(
    index: OpenIndex,
    private readonly open: () => Promise<OpenIndex>,
  ) {
    this.#current = inUse(index);
  }

  /** The state of the index that is in place. Not to be called within {@link use}, whose end a new index waits for. */
  async state(): Promise<StoreState> {
    const [state] = await this.#inPlace();
    return state;
  }

  /** Runs on the index that is in place, whose state at the beginning is given along. */
  async use<Result>(run: (index: OpenIndex, state: StoreState) => Promise<Result>): Promise<Result> {
    const [state, { index, calls }] = await this.#inPlace();
    return counted(calls, run(index, state));
  }

  /** For when no call runs any more. */
  async close(): Promise<void> {
    await this.#current.index.store.close();
  }

  async #inPlace(): Promise<[StoreState, IndexInUse]> {
    const found = this.#current;
    try {
      return [await stateOf(found), found];
    } catch (error) {
      if (!(error instanceof CitewellError && error.code === 'index_missing')) throw error;
    }
    if (found === this.#current) {
      this.#replacing ??= this.#replace().finally(() => {
        this.#replacing = undefined;
      });
      await this.#replacing;
    }
    const current = this.#current;
    return [await stateOf(current), current];
  }

  async #replace(): Promise<void> {
    const former = this.#current;
    this.#current = inUse(await this.open());
    await Promise.allSettled(former.calls);
    await former.index.store.close();
  }
}

function inUse(index: OpenIndex): IndexInUse {
  return { index, calls: new Set() };
}

function stateOf({ index, calls }: IndexInUse): Promise<StoreState> {
  return counted(calls, index.store.catalogue.state());
}

async function counted<Result>(calls: Set<Promise<unknown>>, call: Promise<Result>): Promise<Result> {
  calls.add(call);
  try {
    return await call;
  } finally {
    calls.delete(call);
  }
}
