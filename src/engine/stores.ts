import { CitewellError } from '../errors.js';
import { withIndexLock } from '../indexing/index-lock.js';
import type { CitewellSettings } from '../settings/settings-schema.js';
import { withFolderSources } from '../store/folder-sources.js';
import type { KnowledgeStore, StoredRecords } from '../store/knowledge-store.js';
import type { ClusterOptions } from '../store/opensearch/cluster-options.js';
import type { OpenSearchStore } from '../store/opensearch/opensearch-store.js';
import { indexMissing } from '../store/sqlite/index-missing.js';
import { inspectStore } from '../store/sqlite/inspect-store.js';
import { assertIndexed, withRecords } from '../store/sqlite/open-catalogue.js';
import { SqliteStore } from '../store/sqlite/sqlite-store.js';
import { knownOwnerOf, ownerOf } from './data-folder-owner.js';

/**
 * Opens the store that the settings name, to ask it.
 *
 * @param onDoubt see `SqliteStoreOptions`
 * @throws CitewellError `storage_failed`, `index_damaged`, `index_incompatible`, `invalid_settings`
 */
export async function openStore(
  settings: CitewellSettings,
  onDoubt: (() => void) | undefined,
): Promise<KnowledgeStore> {
  const cluster = clusterOf(settings);
  return cluster
    ? openCluster(cluster)
    : SqliteStore.open(settings.dataDir, onDoubt ? { onDoubt } : { savesVectors: false });
}

/**
 * Opens the store to change it: nobody else may, of all who share it, until `run` has ended.
 *
 * @throws CitewellError `index_locked`, and as {@link openStore}
 */
export async function changeStore<Result>(
  settings: CitewellSettings,
  run: (store: KnowledgeStore) => Promise<Result>,
): Promise<Result> {
  const cluster = clusterOf(settings);
  if (cluster) {
    const store = await openCluster(cluster);
    return closing(store, async () => {
      await store.lock();
      return run(withFolderSources(store, await ownerOf(settings.dataDir)));
    });
  }
  return withIndexLock(settings.dataDir, async () => {
    const { finishImport } = await import('../backup/finish-import.js');
    await finishImport(settings.dataDir);
    const store = await SqliteStore.open(settings.dataDir);
    return closing(store, () => run(store));
  });
}

/**
 * Reads what the store holds without what searching needs: no model, no vectors.
 *
 * @throws CitewellError `index_missing` where nothing was ever indexed, and as {@link openStore}
 */
export async function readStore<Result>(
  settings: CitewellSettings,
  run: (records: StoredRecords) => Promise<Result>,
): Promise<Result> {
  const cluster = clusterOf(settings);
  if (!cluster) return withRecords(settings.dataDir, run);
  const store = await openCluster(cluster);
  return closing(store, async () => {
    if ((await store.catalogue.state()).generation === 0) throw noIndex(settings);
    const owner = await knownOwnerOf(settings.dataDir);
    return run(owner === undefined ? store : withFolderSources(store, owner));
  });
}

/** Looks before a model is loaded, where that costs nothing. @throws CitewellError `index_missing` */
export function assertStoreExists(settings: CitewellSettings): void {
  if (!clusterOf(settings)) assertIndexed(settings.dataDir);
}

export function noIndex(settings: CitewellSettings): CitewellError {
  const { store, storeIndex: index } = settings;
  if (!clusterOf(settings)) return indexMissing(settings.dataDir);
  return new CitewellError(
    'index_missing',
    `There is no index "${index}" in ${store}. Run "citewell index" first, or set --store-index.`,
    { store, index },
  );
}

/**
 * Looks through the store.
 *
 * @returns a line that says what was looked at
 * @throws CitewellError `index_missing`, `index_damaged`, and as {@link openStore}
 */
export async function checkStore(settings: CitewellSettings): Promise<string> {
  const cluster = clusterOf(settings);
  if (!cluster) return inspectStore(settings.dataDir);
  const { inspectCluster } = await import('../store/opensearch/inspect-cluster.js');
  const finding = await inspectCluster(cluster);
  if (finding === undefined) throw noIndex(settings);
  return finding;
}

/**
 * Mends a damaged store; one of a cluster is emptied, to be made anew from the documents.
 *
 * @returns what was done, a sentence each; empty where the store is sound
 */
export async function mendStore(settings: CitewellSettings): Promise<string[]> {
  assertStoreExists(settings);
  if (!clusterOf(settings)) {
    const { repairStore } = await import('../store/sqlite/repair-store.js');
    return withIndexLock(settings.dataDir, () => repairStore(settings.dataDir));
  }
  try {
    await checkStore(settings);
    return [];
  } catch (error) {
    if (!(error instanceof CitewellError && error.code === 'index_damaged')) throw error;
  }
  await changeStore(settings, (store) => store.apply({ clear: true, fingerprint: '' }));
  return ['The damaged index was emptied. Run "citewell index" to make it anew.'];
}

/** Removes the store of a trial, where the data folder's removal does not. @throws CitewellError `storage_failed` */
export async function removeStore(settings: CitewellSettings): Promise<void> {
  const cluster = clusterOf(settings);
  if (!cluster) return;
  const store = await openCluster(cluster);
  await closing(store, () => store.remove());
}

/** @throws CitewellError `invalid_settings` where the index is not in the data folder, which alone can be backed up */
export function assertInDataFolder(settings: CitewellSettings): void {
  if (!clusterOf(settings)) return;
  throw new CitewellError(
    'invalid_settings',
    `export and import are for an index in the data folder; this one is in ${settings.store}. Back it up with a snapshot of the cluster's indexes "${settings.storeIndex}-*", and copy the data folder for uploads and feedback.`,
    { store: settings.store },
  );
}

/** @returns undefined where the store is in the data folder */
function clusterOf(settings: CitewellSettings): ClusterOptions | undefined {
  const { store, storeUser, storePassword, storeCa, storeCertificate, storeKey } = settings;
  if (store === 'sqlite') return undefined;
  return {
    nodes: store.slice('opensearch:'.length).split(','),
    index: settings.storeIndex,
    shards: settings.storeShards,
    replicas: settings.storeReplicas,
    ...(storeUser !== undefined && { user: storeUser }),
    ...(storePassword !== undefined && { password: storePassword }),
    ...(storeCa !== undefined && { authority: storeCa }),
    ...(storeCertificate !== undefined && { certificate: storeCertificate }),
    ...(storeKey !== undefined && { key: storeKey }),
  };
}

async function closing<Result>(store: KnowledgeStore, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } finally {
    await store.close();
  }
}

/** Loaded where a cluster is named: most stores are one machine's, and start the sooner. */
async function openCluster(cluster: ClusterOptions): Promise<OpenSearchStore> {
  const { OpenSearchStore } = await import('../store/opensearch/opensearch-store.js');
  return OpenSearchStore.open(cluster);
}
