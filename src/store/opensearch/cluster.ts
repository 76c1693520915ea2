import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@opensearch-project/opensearch';
import { CitewellError } from '../../errors.js';
import { clusterError, isPassing, statusOf } from './cluster-error.js';
import type { ClusterOptions } from './cluster-options.js';
import { tlsOf } from './tls-files.js';

/** The oldest version that all of this is tested with. */
const OLDEST_VERSION = [2, 19] as const;
const PACKAGE = '@opensearch-project/opensearch';

/** How long what fails in passing is tried again, in milliseconds: electing another primary takes some seconds. */
const PATIENCE = 30_000;
/** How long a node may take to say who it is, in milliseconds. */
const CONNECTING_LIMIT = 10_000;
const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 2_000;

/** What a write names to replace this version of a record and no other. */
export interface RecordVersion {
  readonly _seq_no: number;
  readonly _primary_term: number;
}

/** A cluster that has answered: its client, with failures named and passing ones tried again. */
export class Cluster {
  private constructor(
    readonly options: ClusterOptions,
    private readonly client: Client,
  ) {}

  /**
   * @throws CitewellError `storage_failed` where it cannot be reached or does not let us in; `invalid_settings` where
   * its client is not installed, a file of certificates cannot be read, or it is no OpenSearch of a version we know
   */
  static async connect(options: ClusterOptions): Promise<Cluster> {
    const { nodes, user, password } = options;
    const { Client } = await loadClient();
    const ssl = await tlsOf(options);
    const client = new Client({
      nodes: [...nodes],
      maxRetries: Math.max(1, nodes.length - 1),
      requestTimeout: 60_000,
      ...(user !== undefined && { auth: { username: user, password: password ?? '' } }),
      ...(ssl && { ssl }),
    });
    const cluster = new Cluster(options, client);
    try {
      assertSupported((await client.info({}, { requestTimeout: CONNECTING_LIMIT })).body, nodes);
      return cluster;
    } catch (error) {
      await client.close();
      throw clusterError(error, options);
    }
  }

  /** The nodes, as errors name them. */
  get address(): string {
    return this.options.nodes.join(', ');
  }

  /**
   * Runs a request that may be made twice; gives its body.
   *
   * @throws CitewellError `storage_failed`
   */
  async call<Body>(request: (client: Client) => Promise<{ body: unknown }>): Promise<Body> {
    try {
      return await this.attempt<Body>(request);
    } catch (error) {
      throw clusterError(error, this.options);
    }
  }

  /** As {@link call}, with the client's own errors, for who looks at their status. */
  async attempt<Body>(request: (client: Client) => Promise<{ body: unknown }>): Promise<Body> {
    const end = performance.now() + PATIENCE;
    for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      try {
        return (await request(this.client)).body as Body;
      } catch (error) {
        if (!isPassing(error) || performance.now() + pause > end) throw error;
      }
      await delay(pause * (0.5 + Math.random()));
    }
  }

  /** A record with its version; undefined where there is none. @throws CitewellError `storage_failed` */
  async get<Source>(index: string, id: string): Promise<(RecordVersion & { _source: Source }) | undefined> {
    try {
      return await this.attempt((client) => client.get({ index, id }));
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw clusterError(error, this.options);
    }
  }

  async close(): Promise<void> {
    await this.client.close();
  }
}

async function loadClient(): Promise<typeof import('@opensearch-project/opensearch')> {
  try {
    return await import('@opensearch-project/opensearch');
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ERR_MODULE_NOT_FOUND')) throw cause;
    throw new CitewellError(
      'invalid_settings',
      `A store on OpenSearch needs the package ${PACKAGE}, which is not installed: npm install ${PACKAGE}`,
      { package: PACKAGE },
      { cause },
    );
  }
}

function assertSupported(
  { version }: { version: { distribution?: string; number: string } },
  nodes: readonly string[],
): void {
  const [major = 0, minor = 0] = version.number.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_VERSION;
  const isOpenSearch = version.distribution === 'opensearch';
  if (isOpenSearch && (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor))) return;
  const found = `${isOpenSearch ? 'OpenSearch' : (version.distribution ?? 'Elasticsearch')} ${version.number}`;
  throw new CitewellError(
    'invalid_settings',
    `${nodes.join(', ')} is ${found}; Citewell needs OpenSearch ${OLDEST_VERSION.join('.')} or later.`,
    { found },
  );
}
