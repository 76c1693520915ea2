import { setTimeout as delay } from 'node:timers/promises';
import type { Cluster } from './cluster.js';
import { type ClusterReason, clusterError, ItemFailure, isPassing } from './cluster-error.js';

/** Characters of one request: some megabytes, as OpenSearch advises. */
const BATCH_LENGTH = 4 * 2 ** 20;
/** Tries of an operation that the cluster is too busy for; with the pauses, about a minute. */
const MOST_ATTEMPTS = 12;
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 10_000;

interface ItemResult {
  readonly status: number;
  readonly error?: ClusterReason;
}

/**
 * Writes many records in requests of a few megabytes: while one is under way, the next is filled and then waits, so
 * that a slow cluster slows its writer and fills no memory. Every item of every reply is read: what the cluster was too
 * busy for is sent again, after longer and longer pauses; anything else that it refused fails the whole.
 */
export class BulkWriter {
  private operations: string[] = [];
  private length = 0;
  private sending: Promise<void> = Promise.resolve();

  constructor(private readonly cluster: Cluster) {}

  /** Puts a record whole. @throws CitewellError `storage_failed`, as all that follows does then */
  async put(index: string, key: number, record: object): Promise<void> {
    await this.add(
      `${JSON.stringify({ index: { _index: index, _id: String(key) } })}\n${JSON.stringify(record)}\n`,
    );
  }

  /** A record that is not there is none to fail for. @throws CitewellError `storage_failed` */
  async delete(index: string, key: number): Promise<void> {
    await this.add(`${JSON.stringify({ delete: { _index: index, _id: String(key) } })}\n`);
  }

  /** Waits until all is acknowledged. @throws CitewellError `storage_failed` */
  async finish(): Promise<void> {
    if (this.operations.length > 0) await this.flush();
    await this.sending;
  }

  private async add(operation: string): Promise<void> {
    this.operations.push(operation);
    this.length += operation.length;
    if (this.length >= BATCH_LENGTH) await this.flush();
  }

  private async flush(): Promise<void> {
    await this.sending;
    const { operations } = this;
    this.operations = [];
    this.length = 0;
    this.sending = this.send(operations);
    // Whoever waits for it next is told.
    this.sending.catch(() => undefined);
  }

  private async send(operations: readonly string[]): Promise<void> {
    let left = operations;
    for (let attempt = 1, pause = FIRST_PAUSE; ; attempt++, pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      const { items } = await this.cluster.call<{ items: Record<string, ItemResult>[] }>((client) =>
        client.bulk({ body: left.join('') as unknown as object[] }),
      );
      const failures = items.map((item) => failureOf(Object.values(item)[0]));
      const lasting = failures.find((failure) => failure && !isPassing(failure));
      const failed = lasting ?? (attempt === MOST_ATTEMPTS ? failures.find(Boolean) : undefined);
      if (failed) throw clusterError(failed, this.cluster.options);
      left = left.filter((_, position) => failures[position]);
      if (left.length === 0) return;
      await delay(pause * (0.5 + Math.random()));
    }
  }
}

function failureOf(result: ItemResult | undefined): ItemFailure | undefined {
  return result?.error && new ItemFailure(result.error, result.status);
}
