import { setTimeout as delay } from 'node:timers/promises';
import { CitewellError } from '../../errors.js';
import { isPassing } from './cluster-error.js';
import type { IndexState, StateRecord } from './index-state.js';

export type Clause = Readonly<Record<string, unknown>>;

/** Values of one `terms` clause; OpenSearch takes 65,536 by default. */
const MOST_VALUES = 50_000;
/** A change moves the state a few times within a second or so; far fewer attempts than this meet it. */
const MOST_MOVES = 30;
const PAUSE = 20;
/** For what fails in passing while the state stands still, in milliseconds. */
const PAUSE_OF_A_FAILURE = 250;
const PATIENCE = 30_000;

/** Clauses for the `filter` and the `must_not` of a query. Both are empty but while a change is being written. */
export interface Visibility {
  readonly filter: readonly Clause[];
  readonly mustNot: readonly Clause[];
}

/** What hides records that are not of the state's generation. */
export function visibleRecords({ pending, superseded }: IndexState): Visibility {
  const hidden = [...superseded.records, ...superseded.documents.map(([key]) => key)];
  return { filter: below(pending), mustNot: anyOf('key', hidden) };
}

/** What hides passages that are not of the state's generation. */
export function visiblePassages({ pending, superseded }: IndexState): Visibility {
  const hidden = superseded.documents.map(([key]) => key);
  return { filter: below(pending), mustNot: anyOf('document', hidden) };
}

/**
 * Runs reads that must be of one generation, again where the state has moved meanwhile: a change that became visible
 * to the second read may not have been to the first. Failures of such a run (an index that is gone) are not looked at.
 *
 * @throws CitewellError `storage_failed` where the state never stands still
 */
export async function inOneState<Result>(
  record: StateRecord,
  run: (state: IndexState) => Promise<Result>,
): Promise<Result> {
  const end = performance.now() + PATIENCE;
  let before = await record.read();
  for (let moves = 0; moves < MOST_MOVES; ) {
    const outcome = await run(before.state).then(
      (result) => ({ result }),
      (error: unknown) => ({ error }),
    );
    const after = await record.read();
    const moved = after.state.write !== before.state.write;
    if (!moved) {
      if ('result' in outcome) return outcome.result;
      if (!isPassing(outcome.error) || performance.now() > end) throw record.explained(outcome.error);
    }
    before = after;
    if (moved) moves++;
    await delay(moved ? PAUSE : PAUSE_OF_A_FAILURE);
  }
  throw new CitewellError(
    'storage_failed',
    `The index ${record.index} is changed without a pause. Try again.`,
    { index: record.index, reason: 'busy' },
  );
}

function below(pending: IndexState['pending']): Clause[] {
  return pending ? [{ range: { key: { lt: pending.first } } }] : [];
}

function anyOf(field: string, values: readonly number[]): Clause[] {
  const clauses: Clause[] = [];
  for (let start = 0; start < values.length; start += MOST_VALUES) {
    clauses.push({ terms: { [field]: values.slice(start, start + MOST_VALUES) } });
  }
  return clauses;
}
