import type { Cluster } from './cluster.js';
import { clusterError, statusOf } from './cluster-error.js';

/**
 * Parameters of the graph (Malkov and Yashunin, 2018), those of the store on one machine. The engine is Lucene's:
 * it is in every distribution, and it follows a filter while it searches.
 */
const LINKS = 16;
const CONSTRUCTION_BREADTH = 200;

/** Names of the indexes of one epoch. */
export interface EpochIndexes {
  /** Documents, their entries in the ledger, sources, and passages as they are quoted. */
  readonly records: string;
  /** What finds passages: their terms and vectors, and nothing that a search would have to carry along. */
  readonly passages: string;
}

/** A record's kind; each has its own fields, see `records.ts`. */
export type RecordKind = 'document' | 'entry' | 'source' | 'passage';

const RECORD_FIELDS = {
  kind: { type: 'keyword' },
  key: { type: 'long' },
  name: { type: 'keyword' },
  source: { type: 'keyword' },
  sha256: { type: 'keyword' },
  twins: { type: 'keyword' },
  inGraph: { type: 'boolean' },
};

/** The indexes of a knowledge base. All that can be searched becomes so when a change says, never by the clock. */
export class IndexLayout {
  constructor(private readonly cluster: Cluster) {}

  of(epoch: number): EpochIndexes {
    const base = `${this.cluster.options.index}-${epoch}`;
    return { records: `${base}-records`, passages: `${base}-passages` };
  }

  /** @throws CitewellError `storage_failed` */
  async createState(index: string): Promise<void> {
    await this.create(index, { number_of_shards: 1 }, { dynamic: false, properties: {} });
  }

  /** @throws CitewellError `storage_failed` */
  async createRecords(epoch: number): Promise<void> {
    const settings = { number_of_shards: this.cluster.options.shards };
    await this.create(this.of(epoch).records, settings, { dynamic: false, properties: RECORD_FIELDS });
  }

  /** @throws CitewellError `storage_failed` */
  async createPassages(epoch: number, dimensions: number): Promise<void> {
    const method = {
      name: 'hnsw',
      engine: 'lucene',
      space_type: 'innerproduct',
      parameters: { m: LINKS, ef_construction: CONSTRUCTION_BREADTH },
    };
    const settings = { number_of_shards: this.cluster.options.shards, knn: true };
    await this.create(this.of(epoch).passages, settings, {
      dynamic: false,
      _source: { excludes: ['vector', 'stems'] },
      properties: {
        key: { type: 'long' },
        document: { type: 'long' },
        // The terms come analysed and stemmed.
        terms: { type: 'text', analyzer: 'whitespace', index_options: 'freqs' },
        stems: { type: 'keyword', ignore_above: LONGEST_STEM },
        vector: { type: 'knn_vector', dimension: dimensions, method },
      },
    });
  }

  /** Those that are not there are left out. @throws CitewellError `storage_failed` */
  async drop(epoch: number): Promise<void> {
    const { records, passages } = this.of(epoch);
    await this.cluster.call((client) =>
      client.indices.delete({ index: [records, passages], ignore_unavailable: true }),
    );
  }

  /** @throws CitewellError `storage_failed` */
  async dropState(index: string): Promise<void> {
    await this.cluster.call((client) => client.indices.delete({ index, ignore_unavailable: true }));
  }

  /** Makes what was written so far findable. @throws CitewellError `storage_failed` */
  async refresh(epoch: number): Promise<void> {
    const { records, passages } = this.of(epoch);
    await this.cluster.call((client) =>
      client.indices.refresh({ index: [records, passages], ignore_unavailable: true }),
    );
  }

  private async create(index: string, settings: object, mappings: object): Promise<void> {
    const { replicas } = this.cluster.options;
    const copies = replicas === 0 ? { number_of_replicas: 0 } : { auto_expand_replicas: `0-${replicas}` };
    const body = { settings: { index: { ...settings, ...copies, refresh_interval: '-1' } }, mappings };
    try {
      await this.cluster.attempt((client) => client.indices.create({ index, body }));
    } catch (error) {
      // Of a try whose reply was lost, or of another process.
      if (statusOf(error) === 400 && /resource_already_exists/.test(String(error))) return;
      throw clusterError(error, this.cluster.options);
    }
  }
}

/** Whitespace analysis cuts longer ones; no word is. */
export const LONGEST_STEM = 255;
