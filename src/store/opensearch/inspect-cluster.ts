import { Cluster } from './cluster.js';
import type { ClusterOptions } from './cluster-options.js';
import { IndexLayout } from './index-layout.js';
import { type IndexState, StateRecord } from './index-state.js';
import { damaged } from './opensearch-catalogue.js';
import { inOneState, visiblePassages } from './visible.js';

interface Health {
  readonly status: 'green' | 'yellow' | 'red';
  readonly number_of_data_nodes: number;
}

/**
 * Looks whether the indexes are there and hold what the state says.
 *
 * @returns a line that says what was looked at; undefined where nothing was ever indexed
 * @throws CitewellError `index_damaged`, `storage_failed`, `invalid_settings`
 */
export async function inspectCluster(options: ClusterOptions): Promise<string | undefined> {
  const cluster = await Cluster.connect(options);
  try {
    const record = new StateRecord(cluster);
    const layout = new IndexLayout(cluster);
    const { state } = await record.read();
    if (state.generation === 0) return undefined;
    const { status, number_of_data_nodes: nodes } = await cluster.call<Health>((client) =>
      client.cluster.health({ index: [`${options.index}-*`] }),
    );
    if (status === 'red') throw damaged(record.index, 'shards have no node that holds them');
    await inOneState(record, (current) => assertComplete(cluster, layout, record, current));
    const copies = status === 'green' ? 'every copy in place' : 'some copies are missing (yellow)';
    return `OpenSearch at ${cluster.address}, ${nodes} data nodes, ${copies}, ${state.passages} passages in place`;
  } finally {
    await cluster.close();
  }
}

async function assertComplete(
  cluster: Cluster,
  layout: IndexLayout,
  record: StateRecord,
  state: IndexState,
): Promise<void> {
  if (state.dimensions === 0) return;
  const { filter, mustNot } = visiblePassages(state);
  const { passages, records } = layout.of(state.epoch);
  for (const [index, clauses] of [
    [passages, filter],
    [records, [{ term: { kind: 'passage' } }, ...filter]],
  ] as const) {
    const { count } = await cluster.call<{ count: number }>((client) =>
      client.count({ index, body: { query: { bool: { filter: clauses, must_not: mustNot } } } as object }),
    );
    if (count !== state.passages)
      throw damaged(record.index, `${count} passages of ${state.passages} in ${index}`);
  }
}
