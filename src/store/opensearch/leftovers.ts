import { BulkWriter } from './bulk-writer.js';
import type { Cluster } from './cluster.js';
import type { IndexLayout } from './index-layout.js';
import type { IndexState } from './index-state.js';

const PAGE = 5_000;

/**
 * Deletes what a change has written that will never be seen. May be done twice.
 *
 * @param epoch whose indexes are seen
 * @throws CitewellError `storage_failed`
 */
export async function removePending(
  cluster: Cluster,
  layout: IndexLayout,
  epoch: number,
  pending: NonNullable<IndexState['pending']>,
): Promise<void> {
  if (pending.epoch !== epoch) return layout.drop(pending.epoch);
  // Only what can be found is deleted by a query.
  await layout.refresh(epoch);
  const bulk = new BulkWriter(cluster);
  for (const index of Object.values(layout.of(epoch))) {
    for await (const key of keysBetween(cluster, index, pending.first, pending.end))
      await bulk.delete(index, key);
  }
  await bulk.finish();
  await layout.refresh(epoch);
}

/** One by one: deleting by a query has no time limit that suits every number of them. */
async function* keysBetween(
  cluster: Cluster,
  index: string,
  first: number,
  end: number,
): AsyncGenerator<number> {
  for (let from = first; ; ) {
    const { hits } = await cluster.call<{ hits: { hits: readonly { _id: string }[] } }>((client) =>
      client.search({
        index,
        ignore_unavailable: true,
        allow_partial_search_results: false,
        body: {
          size: PAGE,
          _source: false,
          sort: [{ key: 'asc' }],
          query: { range: { key: { gte: from, lt: end } } },
        } as object,
      }),
    );
    const keys = hits.hits.map(({ _id }) => Number(_id));
    yield* keys;
    if (keys.length < PAGE) return;
    from = (keys.at(-1) ?? end) + 1;
  }
}

/** Deletes what the last change has replaced or removed. May be done twice. @throws CitewellError `storage_failed` */
export async function removeSuperseded(
  cluster: Cluster,
  layout: IndexLayout,
  { epoch, superseded }: IndexState,
): Promise<void> {
  if (superseded.epoch !== null) await layout.drop(superseded.epoch);
  const { records, passages } = layout.of(epoch);
  const bulk = new BulkWriter(cluster);
  for (const key of superseded.records) await bulk.delete(records, key);
  for (const [document, first, count] of superseded.documents) {
    await bulk.delete(records, document);
    for (let key = first; key < first + count; key++) {
      await bulk.delete(records, key);
      await bulk.delete(passages, key);
    }
  }
  await bulk.finish();
  await layout.refresh(epoch);
}
