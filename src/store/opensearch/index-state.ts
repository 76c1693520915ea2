import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CitewellError } from '../../errors.js';
import type { Cluster, RecordVersion } from './cluster.js';
import { clusterError, statusOf } from './cluster-error.js';

/** Changes with what the indexes hold; another one is refused. */
const FORMAT = 1;

/** A document's key, the key of its first passage and the number of its passages. */
const documentKeysSchema = z.tuple([z.int(), z.int(), z.int()]);

/**
 * What the indexes hold, and what of them is to be seen. There are no transactions over several documents: a change
 * writes what is new under keys that nobody sees, and replacing this one record makes it seen.
 */
const stateSchema = z.object({
  format: z.literal(FORMAT),
  /** Names the write that made this state: one whose reply was lost is known by it. */
  write: z.string(),
  generation: z.int(),
  fingerprint: z.string(),
  documents: z.int(),
  passages: z.int(),
  /** Terms of all passages. */
  terms: z.int(),
  /** Names the indexes, by the first key of the change that made them; 0 before there are any. */
  epoch: z.int(),
  /** Of the vectors; 0 before the first. */
  dimensions: z.int(),
  /** Every record's and passage's key is below this one; none is ever used again. */
  next: z.int(),
  /** A change that is being written, or whose writer has died: its keys, `first` to below `end`, are not to be seen. */
  pending: z.object({ first: z.int(), end: z.int(), epoch: z.int() }).nullable(),
  /** What the last change has replaced or removed and is still there: not to be seen. */
  superseded: z.object({
    records: z.array(z.int()),
    documents: z.array(documentKeysSchema),
    epoch: z.int().nullable(),
  }),
});

export type IndexState = z.infer<typeof stateSchema>;
export type DocumentKeys = z.infer<typeof documentKeysSchema>;

/** A state with the version of its record, which a write names to replace that one and no other. */
export interface VersionedState {
  readonly state: IndexState;
  /** Undefined where there is no record yet. */
  readonly version?: { readonly if_seq_no: number; readonly if_primary_term: number };
}

export const NOTHING_SUPERSEDED: IndexState['superseded'] = { records: [], documents: [], epoch: null };

const EMPTY: IndexState = {
  format: FORMAT,
  write: '',
  generation: 0,
  fingerprint: '',
  documents: 0,
  passages: 0,
  terms: 0,
  epoch: 0,
  dimensions: 0,
  next: 1,
  pending: null,
  superseded: NOTHING_SUPERSEDED,
};

const RECORD = 'state';

/** The one record of {@link IndexState}. */
export class StateRecord {
  readonly index: string;

  constructor(private readonly cluster: Cluster) {
    this.index = `${cluster.options.index}-state`;
  }

  /** @throws CitewellError `storage_failed`, `index_incompatible` */
  async read(): Promise<VersionedState> {
    const stored = await this.cluster.get<unknown>(this.index, RECORD);
    if (!stored) return { state: EMPTY };
    const parsed = stateSchema.safeParse(stored._source);
    if (!parsed.success) {
      throw new CitewellError(
        'index_incompatible',
        `The index ${this.index} was not made by this version of Citewell. Use the version that made it, or choose another name with --store-index and run "citewell index".`,
        { index: this.index, expected: FORMAT },
        { cause: parsed.error },
      );
    }
    const version = { if_seq_no: stored._seq_no, if_primary_term: stored._primary_term };
    return { state: parsed.data, version };
  }

  /** Names what the cluster refused; see {@link clusterError}. */
  explained(error: unknown): unknown {
    return clusterError(error, this.cluster.options);
  }

  /**
   * Replaces the state that was read before.
   *
   * @throws CitewellError `index_locked` where somebody else has replaced it; `storage_failed`, and then it may be
   * replaced or not
   */
  async replace({ version }: VersionedState, next: Omit<IndexState, 'write'>): Promise<VersionedState> {
    const state = { ...next, write: randomUUID() };
    try {
      const written = await this.cluster.attempt<RecordVersion>((client) =>
        client.index({
          index: this.index,
          id: RECORD,
          body: state,
          ...(version ?? { op_type: 'create' as const }),
        }),
      );
      return { state, version: { if_seq_no: written._seq_no, if_primary_term: written._primary_term } };
    } catch (error) {
      if (statusOf(error) !== 409) throw clusterError(error, this.cluster.options);
      // Where the reply to a first try was lost, the second meets what the first has written.
      const found = await this.read();
      if (found.state.write === state.write) return found;
      throw new CitewellError(
        'index_locked',
        `Another process has changed the index ${this.index} meanwhile; this change was not made. Try again.`,
        { index: this.index },
        { cause: error },
      );
    }
  }
}
