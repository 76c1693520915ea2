import { join } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import type { ConfidenceModels } from '../answering/confidence.js';
import { readCalibration } from '../answering/read-calibration.js';
import { EmbeddingThread } from '../embedding/embedding-thread.js';
import { ReaderThreads } from '../reading/reader-threads.js';
import type { CitewellSettings } from '../settings/settings-schema.js';
import { WorkerClient } from '../threads/worker-client.js';
import { READER_FOLDER } from './reader-folder.js';

export interface EngineOptions {
  /**
   * Whether an index that was verified before, and is the same by what the system says of it, is verified some seconds
   * after it was opened and not before: for whoever answers for longer than that.
   */
  readonly verifiesLater: boolean;
}

/** What an engine's thread is given. */
export interface EngineData extends EngineOptions {
  readonly settings: CitewellSettings;
  readonly calibration: ConfidenceModels;
  /** To the thread that embeds questions. */
  readonly embedderPort: MessagePort;
  /** To the reader's threads; none with the reader off. */
  readonly readerPorts: readonly MessagePort[];
}

/** Starts the threads that serve the methods of an `Engine`, one after the other; those of the models outlive them. */
export class EngineThreads {
  readonly #calibration: ConfidenceModels = readCalibration();
  readonly #embedder: EmbeddingThread;
  readonly #readers: ReaderThreads | undefined;

  /** @throws CitewellError `model_missing`, `model_damaged` */
  constructor(
    private readonly settings: CitewellSettings,
    private readonly options: EngineOptions,
  ) {
    const { reader, readerThreads, models, embedder } = settings;
    this.#embedder = new EmbeddingThread({ modelsFolder: models, model: embedder });
    if (reader) this.#readers = new ReaderThreads(join(models, READER_FOLDER), readerThreads);
  }

  start(): WorkerClient {
    const embedderPort = this.#embedder.connect();
    const readerPorts = this.#readers?.connect() ?? [];
    const data = {
      ...this.options,
      settings: this.settings,
      calibration: this.#calibration,
      embedderPort,
      readerPorts,
    };
    const ports = [embedderPort, ...readerPorts];
    return new WorkerClient(new URL('./engine-worker.js', import.meta.url), data satisfies EngineData, ports);
  }

  /** For when the last of them has ended. */
  async close(): Promise<void> {
    await Promise.all([this.#embedder.close(), this.#readers?.close()]);
  }
}
