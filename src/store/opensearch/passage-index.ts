import type { Cluster } from './cluster.js';
import { type ClusterReason, ItemFailure } from './cluster-error.js';
import type { IndexLayout } from './index-layout.js';
import type { IndexState } from './index-state.js';

/** A passage that was found, with its terms where they were asked for. */
export interface PassageHit {
  readonly _id: string;
  readonly _score: number;
  readonly _source?: { readonly terms: string };
}

interface SearchReply {
  readonly status?: number;
  readonly error?: ClusterReason;
  readonly hits: { readonly hits: readonly PassageHit[] };
  readonly aggregations?: { readonly stems: { readonly buckets: readonly { readonly doc_count: number }[] } };
}

/** The index that finds passages, as queries are put to it. */
export class PassageIndex {
  constructor(
    private readonly cluster: Cluster,
    private readonly layout: IndexLayout,
  ) {}

  /**
   * Runs queries side by side.
   *
   * @returns their replies, in order
   * @throws CitewellError `storage_failed`; ItemFailure where one of them fails, for {@link inOneState} to see whether
   * the index is another one meanwhile
   */
  async ask(state: IndexState, bodies: readonly object[]): Promise<SearchReply[]> {
    if (bodies.length === 0) return [];
    const index = this.layout.of(state.epoch).passages;
    // Frequencies of all shards, so that each ranks as the whole would.
    const header = { index, search_type: 'dfs_query_then_fetch', allow_partial_search_results: false };
    const { responses } = await this.cluster.call<{ responses: SearchReply[] }>((client) =>
      client.msearch({ body: bodies.flatMap((body) => [header, body]) as object[] }),
    );
    for (const { error, status } of responses) {
      if (error) throw new ItemFailure(error, status);
    }
    return responses;
  }
}
