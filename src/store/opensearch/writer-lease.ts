import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { CitewellError } from '../../errors.js';
import type { Cluster, RecordVersion } from './cluster.js';
import { clusterError, statusOf } from './cluster-error.js';

/** A holder writes its lease anew this often, in milliseconds. */
const BEAT = 3_000;
/** One that has not for so long has died: several beats, for a thread that is busy or a cluster that elects. */
const SILENCE = 15_000;
const POLL = 1_000;

const RECORD = 'lease';

interface Lease {
  readonly writer: string;
  readonly pid: number;
  readonly host: string;
  readonly since: string;
}

/**
 * Who may change the indexes: one process of all that share them, on whatever machine. No clocks are compared: whoever
 * finds the lease held watches it for as long as a living holder could stay silent, and takes it if nothing moved.
 */
export class WriterLease {
  private readonly lease: Lease = {
    writer: randomUUID(),
    pid: process.pid,
    host: hostname(),
    since: new Date().toISOString(),
  };
  private held: RecordVersion | undefined;
  private timer: NodeJS.Timeout | undefined;
  private beating: Promise<void> = Promise.resolve();

  /** @param index that the lease is kept in */
  constructor(
    private readonly cluster: Cluster,
    private readonly index: string,
  ) {}

  /** @throws CitewellError `index_locked`, naming the holder; `storage_failed` */
  async hold(): Promise<void> {
    if (this.held) return;
    this.held = await this.acquire();
    this.timer = setInterval(() => {
      this.beating = this.beat();
    }, BEAT);
    this.timer.unref();
  }

  get isHeld(): boolean {
    return this.held !== undefined;
  }

  /** @throws CitewellError `index_locked` where another writer has taken it for dead */
  assertHeld(): void {
    if (!this.held) throw this.locked(undefined);
  }

  /** Lets the next one in at once. A lease that cannot be given back runs out by itself. */
  async release(): Promise<void> {
    clearInterval(this.timer);
    await this.beating;
    const { held } = this;
    this.held = undefined;
    if (!held) return;
    await this.cluster
      .attempt((client) =>
        client.delete({
          index: this.index,
          id: RECORD,
          if_seq_no: held._seq_no,
          if_primary_term: held._primary_term,
        }),
      )
      .catch((error: unknown) => {
        if (!(clusterError(error, this.cluster.options) instanceof CitewellError)) throw error;
      });
  }

  private async acquire(): Promise<RecordVersion> {
    const found = await this.cluster.get<Lease>(this.index, RECORD);
    if (!found) return this.write({ op_type: 'create' });
    for (let waited = 0; waited < SILENCE; waited += POLL) {
      await delay(POLL);
      const now = await this.cluster.get<Lease>(this.index, RECORD);
      if (!now) return this.write({ op_type: 'create' });
      if (now._seq_no !== found._seq_no) throw this.locked(now._source);
    }
    return this.write({ if_seq_no: found._seq_no, if_primary_term: found._primary_term });
  }

  private async beat(): Promise<void> {
    const { held } = this;
    if (!held) return;
    try {
      this.held = await this.write({ if_seq_no: held._seq_no, if_primary_term: held._primary_term });
    } catch (error) {
      if (!(error instanceof CitewellError)) throw error;
      // A cluster that does not answer may the next time; a lease that somebody has taken is lost.
      if (error.code === 'index_locked') this.held = undefined;
    }
  }

  private async write(condition: object): Promise<RecordVersion> {
    try {
      return await this.cluster.attempt<RecordVersion>((client) =>
        client.index({ index: this.index, id: RECORD, body: this.lease, ...condition }),
      );
    } catch (error) {
      if (statusOf(error) !== 409) throw clusterError(error, this.cluster.options);
      const found = await this.cluster.get<Lease>(this.index, RECORD);
      // The reply to a first try was lost.
      if (found?._source.writer === this.lease.writer) return found;
      throw this.locked(found?._source);
    }
  }

  private locked(holder: Lease | undefined): CitewellError {
    const by = holder ? ` by process ${holder.pid} on ${holder.host} since ${holder.since}` : '';
    return new CitewellError(
      'index_locked',
      `The index ${this.cluster.options.index} on ${this.cluster.address} is being changed${by}. Wait until that has finished, then try again.`,
      {
        index: this.cluster.options.index,
        ...(holder && { pid: holder.pid, host: holder.host, since: holder.since }),
      },
    );
  }
}
