import { CitewellError } from '../../errors.js';
import type { StoreChange } from '../knowledge-store.js';
import { BulkWriter } from './bulk-writer.js';
import { ChangeDraft } from './change-draft.js';
import type { Cluster } from './cluster.js';
import type { IndexLayout } from './index-layout.js';
import { type IndexState, NOTHING_SUPERSEDED, type StateRecord, type VersionedState } from './index-state.js';
import { removePending, removeSuperseded } from './leftovers.js';
import type { RecordLookup } from './record-lookup.js';
import type { WriterLease } from './writer-lease.js';

/**
 * Keys that a change may use. Those of one that failed are never used again, so that a writer which was taken for dead
 * and is not writes over nobody. 2^53 numbers are room for 33 million failed changes.
 */
const KEYS_OF_A_CHANGE = 2 ** 28;

type Pending = NonNullable<IndexState['pending']>;

/**
 * Applies changes whole or not at all. A change is announced in the state, written under keys that the state hides,
 * made findable, and then seen by all by one replacement of the state's record; what it has superseded is hidden by
 * the same replacement and deleted after it. Whatever is left when a writer dies, the next one deletes first.
 */
export class ChangeWriter {
  constructor(
    private readonly cluster: Cluster,
    private readonly layout: IndexLayout,
    private readonly record: StateRecord,
    private readonly lookup: RecordLookup,
    private readonly lease: WriterLease,
  ) {}

  /** Only one process may change the index. @throws CitewellError `index_locked`, `storage_failed` */
  async hold(): Promise<void> {
    if (this.lease.isHeld) return;
    await this.layout.createState(this.record.index);
    await this.lease.hold();
  }

  /** @throws CitewellError `storage_failed`, `index_locked`, `index_incompatible` */
  async apply(change: StoreChange): Promise<IndexState> {
    await this.hold();
    this.lease.assertHeld();
    const settled = await this.settle(await this.record.read());
    const { state } = settled;
    const [first, end] = [state.next, state.next + KEYS_OF_A_CHANGE];
    const fresh = change.clear === true || state.epoch === 0;
    const pending = { first, end, epoch: fresh ? first : state.epoch };
    const announced = await this.record.replace(settled, { ...state, next: end, pending });
    let committing = false;
    try {
      const draft = await this.write(change, announced.state, pending);
      this.lease.assertHeld();
      committing = true;
      const committed = await this.record.replace(announced, stateAfter(change, state, pending, draft));
      return await this.tidy(committed);
    } catch (error) {
      // Where the last word could not be had of the cluster, the change may be made: then nothing of it may go.
      const undecided = committing && !(error instanceof CitewellError && error.code === 'index_locked');
      if (!undecided) await this.undo(announced, error);
      throw error;
    }
  }

  private async write(
    change: StoreChange,
    state: IndexState,
    { first, epoch }: Pending,
  ): Promise<ChangeDraft> {
    const isFresh = epoch === first;
    const base = isFresh ? { ...state, documents: 0, passages: 0, terms: 0, epoch: 0, dimensions: 0 } : state;
    if (isFresh) await this.layout.createRecords(epoch);
    const draft = new ChangeDraft(base, first, this.lookup, {
      epoch,
      indexes: this.layout.of(epoch),
      bulk: new BulkWriter(this.cluster),
      preparePassages: async (dimensions) => {
        const found = draft.counts.dimensions;
        if (found !== 0) throw otherLength(dimensions, found);
        await this.layout.createPassages(epoch, dimensions);
      },
    });
    await draft.write(change);
    await this.layout.refresh(epoch);
    return draft;
  }

  /** Deletes what a writer has left that died on its way. */
  private async settle(found: VersionedState): Promise<VersionedState> {
    let settled = found;
    const { pending } = found.state;
    if (pending) {
      await removePending(this.cluster, this.layout, found.state.epoch, pending);
      settled = await this.record.replace(settled, { ...found.state, pending: null });
    }
    return hasSuperseded(settled.state) ? this.removeSuperseded(settled) : settled;
  }

  /** A change that failed leaves nothing; where that fails as well, the next one begins with it. */
  private async undo(announced: VersionedState, cause: unknown): Promise<void> {
    try {
      await this.settle(announced);
    } catch (error) {
      if (!(error instanceof CitewellError)) throw new AggregateError([cause, error]);
    }
  }

  /** The change is made: that what it has superseded could not be deleted is for the next one to do. */
  private async tidy(committed: VersionedState): Promise<IndexState> {
    if (!hasSuperseded(committed.state)) return committed.state;
    try {
      return (await this.removeSuperseded(committed)).state;
    } catch (error) {
      if (error instanceof CitewellError) return committed.state;
      throw error;
    }
  }

  private async removeSuperseded(found: VersionedState): Promise<VersionedState> {
    await removeSuperseded(this.cluster, this.layout, found.state);
    return this.record.replace(found, { ...found.state, superseded: NOTHING_SUPERSEDED });
  }
}

/** @param state before the change */
function stateAfter(
  change: StoreChange,
  state: IndexState,
  { first, epoch }: Pending,
  { counts, supersededRecords, supersededDocuments }: ChangeDraft,
): IndexState {
  return {
    ...state,
    ...counts,
    generation: state.generation + 1,
    fingerprint: change.fingerprint ?? state.fingerprint,
    epoch,
    pending: null,
    superseded: {
      records: supersededRecords,
      documents: supersededDocuments,
      epoch: epoch === first && state.epoch > 0 ? state.epoch : null,
    },
  };
}

function hasSuperseded({ superseded }: IndexState): boolean {
  return superseded.records.length + superseded.documents.length > 0 || superseded.epoch !== null;
}

function otherLength(given: number, found: number): CitewellError {
  return new CitewellError(
    'index_incompatible',
    `A vector has ${given} dimensions, those of the index ${found}: another embedding model made it. Run "citewell index" to make it anew.`,
    { found, expected: given },
  );
}
