import type {
  Catalogue,
  KnowledgeStore,
  Ledger,
  StoreChange,
  StoreFindings,
  StoreQuery,
  StoreState,
  Vocabulary,
} from '../knowledge-store.js';
import { ChangeWriter } from './change-writer.js';
import { Cluster } from './cluster.js';
import type { ClusterOptions } from './cluster-options.js';
import { IndexLayout } from './index-layout.js';
import { StateRecord } from './index-state.js';
import { OpenSearchCatalogue, storeStateOf } from './opensearch-catalogue.js';
import { OpenSearchLedger } from './opensearch-ledger.js';
import { OpenSearchVocabulary } from './opensearch-vocabulary.js';
import { PassageIndex } from './passage-index.js';
import { PassageSearch } from './passage-search.js';
import { RecordLookup } from './record-lookup.js';
import { WriterLease } from './writer-lease.js';

/**
 * The store for more than one machine: indexes of an OpenSearch cluster. Any number of Citewells may ask it; one at a
 * time may change it.
 */
export class OpenSearchStore implements KnowledgeStore {
  readonly catalogue: Catalogue;
  readonly vocabulary: Vocabulary;
  readonly ledger: Ledger;
  private readonly passageSearch: PassageSearch;
  private readonly lease: WriterLease;
  private readonly writer: ChangeWriter;

  private readonly record: StateRecord;
  private readonly layout: IndexLayout;

  private constructor(private readonly cluster: Cluster) {
    const layout = new IndexLayout(cluster);
    const record = new StateRecord(cluster);
    this.layout = layout;
    this.record = record;
    const lookup = new RecordLookup(cluster, layout);
    const catalogue = new OpenSearchCatalogue(record, lookup);
    this.catalogue = catalogue;
    this.ledger = new OpenSearchLedger(cluster, layout, record, lookup);
    this.passageSearch = new PassageSearch(new PassageIndex(cluster, layout), record, lookup);
    this.vocabulary = new OpenSearchVocabulary(cluster, layout, record, this.passageSearch, catalogue);
    this.lease = new WriterLease(cluster, record.index);
    this.writer = new ChangeWriter(cluster, layout, record, lookup, this.lease);
  }

  /**
   * Changes nothing of the cluster.
   *
   * @throws CitewellError `storage_failed`, `invalid_settings`, `index_incompatible`
   */
  static async open(options: ClusterOptions): Promise<OpenSearchStore> {
    const store = new OpenSearchStore(await Cluster.connect(options));
    try {
      await store.catalogue.state();
      return store;
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  /**
   * Keeps others from changing the index until this store is closed. The first change does it as well; who reads
   * before changing should not wait for that.
   *
   * @throws CitewellError `index_locked`, `storage_failed`
   */
  async lock(): Promise<void> {
    await this.writer.hold();
  }

  async apply(change: StoreChange): Promise<StoreState> {
    return storeStateOf(await this.writer.apply(change));
  }

  async search(query: StoreQuery): Promise<StoreFindings> {
    return this.passageSearch.search(query);
  }

  /** Deletes all indexes of this knowledge base. @throws CitewellError `index_locked`, `storage_failed` */
  async remove(): Promise<void> {
    await this.lock();
    const { state } = await this.record.read();
    for (const epoch of [state.epoch, state.pending?.epoch, state.superseded.epoch]) {
      if (epoch) await this.layout.drop(epoch);
    }
    await this.lease.release();
    await this.layout.dropState(this.record.index);
  }

  async close(): Promise<void> {
    await this.lease.release();
    await this.cluster.close();
  }
}
