import type { EmbeddedDocument, Ledger, LedgerEntry, Source } from '../knowledge-store.js';
import type { Cluster } from './cluster.js';
import { embeddedDocument } from './embedded-document.js';
import type { IndexLayout } from './index-layout.js';
import type { IndexState, StateRecord } from './index-state.js';
import type { RecordLookup } from './record-lookup.js';
import { type DocumentRecord, type EntryRecord, nameOf, type SourceRecord } from './records.js';
import { type Clause, inOneState, visibleRecords } from './visible.js';

/** Names a request of {@link OpenSearchLedger.sources}. */
const PAGE = 5_000;
/** Documents of one text that are looked at for a sound one. */
const CANDIDATES = 3;

interface Names {
  readonly aggregations: {
    readonly names: {
      readonly buckets: readonly { readonly key: { readonly name: string } }[];
      readonly after_key?: { readonly name: string };
    };
  };
}

/** What indexing compares against. */
export class OpenSearchLedger implements Ledger {
  constructor(
    private readonly cluster: Cluster,
    private readonly layout: IndexLayout,
    private readonly record: StateRecord,
    private readonly lookup: RecordLookup,
  ) {}

  async sources(root: string): Promise<Source[]> {
    const folder = root.endsWith('/') ? root : `${root}/`;
    const below = (field: string): Clause => ({
      bool: { should: [{ term: { [field]: nameOf(root) } }, { prefix: { [field]: folder } }] },
    });
    return inOneState(this.record, async (state) => {
      const done = await this.lookup.all<SourceRecord>(state, 'source', [below('name')]);
      const sources = done.map(({ sourceName, sha256 }) => ({ name: sourceName, sha256 }));
      const known = new Set(done.map(({ name }) => name));
      for (const name of await this.sourcesOfDocuments(state, below('source'))) {
        if (!known.has(name)) sources.push({ name, sha256: '' });
      }
      return sources;
    });
  }

  async documentsOf(source: string): Promise<string[]> {
    return inOneState(this.record, async (state) => {
      const clause = { term: { source: nameOf(source) } };
      return (await this.lookup.all<EntryRecord>(state, 'entry', [clause])).map(({ id }) => id);
    });
  }

  async entries(ids: readonly string[]): Promise<Map<string, LedgerEntry>> {
    const found = await inOneState(this.record, (state) =>
      this.lookup.named<EntryRecord>(state, 'entry', ids.map(nameOf)),
    );
    const byName = new Map(found.map((entry) => [entry.name, entry]));
    const entries = new Map<string, LedgerEntry>();
    for (const id of ids) {
      const entry = byName.get(nameOf(id));
      if (entry) entries.set(id, { source: entry.sourceName, revision: entry.revision });
    }
    return entries;
  }

  async ofText(sha256: string): Promise<EmbeddedDocument | undefined> {
    return inOneState(this.record, async (state) => {
      const clause = { term: { sha256 } };
      const { hits } = await this.lookup.page<DocumentRecord>(state, 'document', [clause], {
        limit: CANDIDATES,
      });
      for (const { _source } of hits.hits) {
        const [entry] = await this.lookup.named<EntryRecord>(state, 'entry', [_source.name]);
        const embedded = entry && (await embeddedDocument(this.lookup, state, _source, entry));
        if (embedded) return embedded;
      }
      return undefined;
    });
  }

  private async sourcesOfDocuments(state: IndexState, clause: Clause): Promise<string[]> {
    if (state.epoch === 0) return [];
    const { filter, mustNot } = visibleRecords(state);
    const query = { bool: { filter: [{ term: { kind: 'entry' } }, clause, ...filter], must_not: mustNot } };
    const names: string[] = [];
    for (let after: { name: string } | undefined; ; ) {
      const composite = {
        size: PAGE,
        sources: [{ name: { terms: { field: 'source' } } }],
        ...(after && { after }),
      };
      const { aggregations } = await this.cluster.call<Names>((client) =>
        client.search({
          index: this.layout.of(state.epoch).records,
          allow_partial_search_results: false,
          body: { size: 0, query, aggs: { names: { composite } } } as object,
        }),
      );
      names.push(...aggregations.names.buckets.map(({ key }) => key.name));
      after = aggregations.names.after_key;
      if (!after) return names;
    }
  }
}
