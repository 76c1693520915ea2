import { join } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import { ReaderThreads } from '../reading/reader-threads.js';
import type { CitewellSettings } from '../settings/settings-schema.js';
import { WorkerClient } from '../threads/worker-client.js';
import { READER_FOLDER } from './compose-retriever.js';

/** What an engine's thread is given. */
export interface EngineData {
  readonly settings: CitewellSettings;
  /** To the reader's threads; none with the reader off. */
  readonly readerPorts: readonly MessagePort[];
}

/** Starts the threads that serve the methods of an `Engine`, one after the other; the reader's threads outlive them. */
export class EngineThreads {
  readonly #readers: ReaderThreads | undefined;

  constructor(private readonly settings: CitewellSettings) {
    const { reader, readerThreads, models } = settings;
    if (reader) this.#readers = new ReaderThreads(join(models, READER_FOLDER), readerThreads);
  }

  start(): WorkerClient {
    const readerPorts = this.#readers?.connect() ?? [];
    const data: EngineData = { settings: this.settings, readerPorts };
    return new WorkerClient(new URL('./engine-worker.js', import.meta.url), data, readerPorts);
  }

  /** For when the last of them has ended. */
  async close(): Promise<void> {
    await this.#readers?.close();
  }
}
