import type { MessagePort } from 'node:worker_threads';
import { CitewellError } from '../errors.js';
import { PortClient } from '../threads/port-client.js';
import type { Reader, Reading, ReadingPassage } from './reader.js';
import type { OpenReader } from './reader-worker.js';
import type { Scripts } from './scripts.js';

/** A thread, and how many passages it has been given and not yet read. */
interface ReadingThread {
  readonly client: PortClient;
  unread: number;
}

/** The reader model in threads of its own: passages are read side by side, and the calling thread goes on meanwhile. */
export class ReaderPool implements Reader {
  readonly #threads: readonly ReadingThread[];
  #closed = false;
  /** Settles where a thread ends that was not left by {@link close}: some of what is read then fails from then on. */
  readonly lost: Promise<void>;

  readonly fingerprint: string;
  readonly scripts: Scripts;

  private constructor({ fingerprint, scripts }: OpenReader, clients: readonly PortClient[]) {
    this.fingerprint = fingerprint;
    this.scripts = scripts;
    this.#threads = clients.map((client) => ({ client, unread: 0 }));
    this.lost = new Promise((resolve) => {
      void Promise.race(clients.map(({ ended }) => ended)).then(() => {
        if (!this.#closed) resolve();
      });
    });
  }

  /**
   * Waits until each thread has its model.
   *
   * @param ports of `ReaderThreads.connect`, one at least
   * @throws CitewellError `model_missing`, `model_damaged`
   */
  static async open(ports: readonly MessagePort[]): Promise<ReaderPool> {
    const clients = ports.map((port) => new PortClient(port));
    try {
      const models = clients.map((client) => client.call<OpenReader>('open', undefined));
      return new ReaderPool(await Promise.all(models).then(([model]) => model as OpenReader), clients);
    } catch (error) {
      for (const client of clients) client.close();
      throw error;
    }
  }

  /** How many passages are read side by side. */
  get threads(): number {
    return this.#threads.length;
  }

  /** @throws CitewellError `engine_stopped` where a thread has ended, and after {@link close} */
  async read(question: string, passages: readonly ReadingPassage[]): Promise<Reading[]> {
    return Promise.all(passages.map((passage) => this.#readOne(question, passage)));
  }

  /** Leaves the threads to whoever has started them. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { client } of this.#threads) client.close();
  }

  async #readOne(question: string, passage: ReadingPassage): Promise<Reading> {
    if (this.#closed) {
      throw new CitewellError('engine_stopped', 'The reader is closed; open it again before reading.');
    }
    const thread = this.#threads.reduce((least, each) => (each.unread < least.unread ? each : least));
    thread.unread++;
    try {
      return await thread.client.call<Reading>('read', { question, passage });
    } finally {
      thread.unread--;
    }
  }
}
