import type { Cluster } from './cluster.js';
import { type ClusterReason, ItemFailure } from './cluster-error.js';
import type { IndexLayout, RecordKind } from './index-layout.js';
import type { IndexState } from './index-state.js';
import { type Clause, visibleRecords } from './visible.js';

/** Records a request; the most that a search gives by default is 10,000. */
const PAGE = 1_000;
/** The most that OpenSearch gives by default. */
const MOST_OF_EACH = 100;

interface Hits<Source> {
  readonly hits: { readonly hits: readonly { readonly _source: Source; readonly sort: unknown[] }[] };
}

/** A value with records that share it. */
interface Collapsed<Source> {
  readonly hits: {
    readonly hits: readonly {
      readonly fields: Readonly<Record<string, readonly string[]>>;
      readonly inner_hits: {
        readonly first: { readonly hits: { readonly hits: readonly { readonly _source: Source }[] } };
      };
    }[];
  };
}

interface FoundRecord<Source> {
  readonly found?: boolean;
  /** Where its shard could not be asked. */
  readonly error?: ClusterReason;
  readonly _source?: Source;
}

/** Reads records that are of one state's generation. */
export class RecordLookup {
  constructor(
    private readonly cluster: Cluster,
    private readonly layout: IndexLayout,
  ) {}

  /** Those of the names, in no order. @throws CitewellError `storage_failed` */
  async named<Source>(state: IndexState, kind: RecordKind, names: readonly string[]): Promise<Source[]> {
    return this.withAny<Source>(state, kind, 'name', names);
  }

  /** Those that have one of the values, and fit, in no order. @throws CitewellError `storage_failed` */
  async withAny<Source>(
    state: IndexState,
    kind: RecordKind,
    field: string,
    values: readonly string[],
    clauses: readonly Clause[] = [],
  ): Promise<Source[]> {
    const found: Source[] = [];
    for (let start = 0; start < values.length; start += PAGE) {
      const clause = { terms: { [field]: values.slice(start, start + PAGE) } };
      found.push(...(await this.all<Source>(state, kind, [clause, ...clauses])));
    }
    return found;
  }

  /** All that fit, in order of name. @throws CitewellError `storage_failed` */
  async all<Source>(state: IndexState, kind: RecordKind, clauses: readonly Clause[]): Promise<Source[]> {
    const found: Source[] = [];
    for (let after: unknown[] | undefined; ; ) {
      const { hits } = await this.page<Source>(state, kind, clauses, { limit: PAGE, after });
      found.push(...hits.hits.map(({ _source }) => _source));
      if (hits.hits.length < PAGE) return found;
      after = hits.hits.at(-1)?.sort;
    }
  }

  /** The first that fit, in order of name, those after `after`. @throws CitewellError `storage_failed` */
  async page<Source>(
    state: IndexState,
    kind: RecordKind,
    clauses: readonly Clause[],
    { limit, after, without = [] }: { limit: number; after?: unknown[] | undefined; without?: string[] },
  ): Promise<Hits<Source>> {
    if (state.epoch === 0) return { hits: { hits: [] } };
    const { filter, mustNot } = visibleRecords(state);
    const body = {
      size: limit,
      track_total_hits: false,
      sort: [{ name: 'asc' }, { key: 'asc' }],
      query: { bool: { filter: [{ term: { kind } }, ...clauses, ...filter], must_not: mustNot } },
      ...(after && { search_after: after }),
      ...(without.length > 0 && { _source: { excludes: without } }),
    };
    return this.cluster.call<Hits<Source>>((client) =>
      client.search({
        index: this.layout.of(state.epoch).records,
        allow_partial_search_results: false,
        body: body as object,
      }),
    );
  }

  /**
   * The first in order of name of those that share a value, at most {@link MOST_OF_EACH}, without their texts.
   *
   * @throws CitewellError `storage_failed`
   */
  async firstOfEach<Source>(
    state: IndexState,
    kind: RecordKind,
    field: string,
    values: readonly string[],
  ): Promise<Map<string, Source[]>> {
    if (state.epoch === 0 || values.length === 0) return new Map();
    const { filter, mustNot } = visibleRecords(state);
    const inner = {
      name: 'first',
      size: MOST_OF_EACH,
      sort: [{ name: 'asc' }],
      _source: { excludes: ['text'] },
    };
    const body = {
      size: values.length,
      _source: false,
      query: {
        bool: { filter: [{ term: { kind } }, { terms: { [field]: values } }, ...filter], must_not: mustNot },
      },
      collapse: { field, inner_hits: inner },
    };
    const { hits } = await this.cluster.call<Collapsed<Source>>((client) =>
      client.search({
        index: this.layout.of(state.epoch).records,
        allow_partial_search_results: false,
        body: body as object,
      }),
    );
    return new Map(
      hits.hits.map(({ fields, inner_hits }) => [
        fields[field]?.[0] ?? '',
        inner_hits.first.hits.hits.map(({ _source }) => _source),
      ]),
    );
  }

  /** Records by their keys, in their order; undefined where one is gone. @throws CitewellError `storage_failed` */
  async byKey<Source>(
    state: IndexState,
    keys: readonly number[],
    without: readonly string[] = [],
  ): Promise<(Source | undefined)[]> {
    if (state.epoch === 0 || keys.length === 0) return keys.map(() => undefined);
    const { docs } = await this.cluster.call<{ docs: readonly FoundRecord<Source>[] }>(async (client) => {
      const reply = await client.mget({
        index: this.layout.of(state.epoch).records,
        _source_excludes: [...without],
        body: { ids: keys.map(String) },
      });
      for (const { error } of reply.body.docs as readonly FoundRecord<Source>[]) {
        if (error) throw new ItemFailure(error);
      }
      return reply;
    });
    return docs.map(({ found, _source }) => (found ? _source : undefined));
  }
}
