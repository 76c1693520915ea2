import type { MessagePort } from 'node:worker_threads';
import { CitewellError } from '../errors.js';
import { PortClient } from '../threads/port-client.js';
import type { Reader, Reading, ReadingPassage } from './reader.js';
import type { OpenReader } from './reader-worker.js';
import type { Scripts } from './scripts.js';

/** How long a thread may take to load its model, in milliseconds: a hundred times what it takes. */
const OPEN_LIMIT = 60_000;

/** A thread, and how many passages it has been given and not yet read. */
interface ReadingThread {
  readonly client: PortClient;
  unread: number;
}

/** The reader model in threads of its own: passages are read side by side, and the calling thread goes on meanwhile. */
export class ReaderPool implements Reader {
  readonly #clients: readonly PortClient[];
  /** Those that have their model; what loads it, or cannot, is given no passage. */
  readonly #open: ReadingThread[];
  #closed = false;
  /** Settles where a thread ends that was not left by {@link close}: some of what is read then fails from then on. */
  readonly lost: Promise<void>;

  readonly fingerprint: string;
  readonly scripts: Scripts;

  private constructor({ fingerprint, scripts }: OpenReader, clients: readonly PortClient[]) {
    this.fingerprint = fingerprint;
    this.scripts = scripts;
    this.#clients = clients;
    this.#open = clients.slice(0, 1).map((client) => ({ client, unread: 0 }));
    this.lost = new Promise((resolve) => {
      void Promise.race(clients.map(({ ended }) => ended)).then(() => {
        if (!this.#closed) resolve();
      });
    });
  }

  /**
   * Waits until the first thread has its model, which is enough to read; see {@link openOthers}.
   *
   * @param ports of `ReaderThreads.connect`, one at least
   * @throws CitewellError `model_missing`, `model_damaged`
   */
  static async open(ports: readonly MessagePort[]): Promise<ReaderPool> {
    const clients = ports.map((port) => new PortClient(port));
    try {
      return new ReaderPool(await openModel(clients[0] as PortClient), clients);
    } catch (error) {
      for (const client of clients) client.close();
      throw error;
    }
  }

  /** How many passages are read side by side, once {@link openOthers} has ended. */
  get threads(): number {
    return this.#clients.length;
  }

  /**
   * Has the other threads load their models; each reads from then on.
   *
   * @param onFailure called with each that cannot, or does not answer: the others read without it
   */
  async openOthers(onFailure: (error: Error) => void): Promise<void> {
    await Promise.all(
      this.#clients.slice(1).map(async (client) => {
        try {
          await openModel(client);
        } catch (error) {
          if (!(error instanceof Error)) throw error;
          // Whoever closes the pool, or loses a thread, has been told.
          if (!client.stopped) onFailure(error);
          return;
        }
        this.#open.push({ client, unread: 0 });
      }),
    );
  }

  /** @throws CitewellError `engine_stopped` where a thread has ended, and after {@link close} */
  async read(question: string, passages: readonly ReadingPassage[]): Promise<Reading[]> {
    return Promise.all(passages.map((passage) => this.#readOne(question, passage)));
  }

  /** Leaves the threads to whoever has started them. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const client of this.#clients) client.close();
  }

  async #readOne(question: string, passage: ReadingPassage): Promise<Reading> {
    if (this.#closed) {
      throw new CitewellError('engine_stopped', 'The reader is closed; open it again before reading.');
    }
    const thread = this.#open.reduce((least, each) => (each.unread < least.unread ? each : least));
    thread.unread++;
    try {
      return await thread.client.call<Reading>('read', { question, passage });
    } finally {
      thread.unread--;
    }
  }
}

/** A thread that ended before its port was listened to is told by nothing but its silence. */
async function openModel(client: PortClient): Promise<OpenReader> {
  const limit = AbortSignal.timeout(OPEN_LIMIT);
  try {
    return await client.call<OpenReader>('open', undefined, { signal: limit });
  } catch (error) {
    if (!limit.aborted) throw error;
    throw new CitewellError(
      'engine_stopped',
      'A thread of the reader does not answer.',
      {},
      { cause: error },
    );
  }
}
