import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkFiles } from '../../../src/indexing/check-files.js';
import type { IndexReport } from '../../../src/indexing/index-report.js';
import { Indexer } from '../../../src/indexing/indexer.js';
import { withFolderSources } from '../../../src/store/folder-sources.js';
import type { KnowledgeStore } from '../../../src/store/knowledge-store.js';
import { SqliteStore } from '../../../src/store/sqlite/sqlite-store.js';
import { CountingEmbeddings } from './support/counting-embeddings.js';
import { useWorkspace } from './support/workspace.js';

const workspace = useWorkspace();
let store: SqliteStore;
let uploads: string;

beforeEach(async () => {
  store = await SqliteStore.open(workspace.dataDir);
  uploads = join(workspace.knowledge, 'data', 'uploads');
  mkdirSync(join(uploads, '.incoming'), { recursive: true });
  writeFileSync(join(uploads, '.incoming', 'half.txt'), 'Half an upload.');
  writeFileSync(join(uploads, 'upload.txt'), 'An uploaded text.');
  workspace.write('own.txt', 'A text of the folder.');
});
afterEach(() => store.close());

function index(...paths: string[]): Promise<IndexReport> {
  return indexInto(store, ...paths);
}
function indexInto(into: KnowledgeStore, ...paths: string[]): Promise<IndexReport> {
  const options = { knowledgeFolder: workspace.knowledge, uploadsFolder: uploads };
  return new Indexer(into, new CountingEmbeddings(), options).run(paths);
}
const ids = async () => (await store.catalogue.documents({ limit: 10 })).map(({ id }) => id);

describe('the folder of uploads', () => {
  it('is a root of its own, even inside the knowledge folder, and what arrives there is not seen', async () => {
    await index(workspace.knowledge, uploads);
    expect(await ids()).toEqual(['own.txt', 'upload.txt']);
    expect((await store.ledger.sources('uploads:')).map(({ name }) => name)).toEqual(['uploads:/upload.txt']);
  });

  it('may become empty, and nothing of the knowledge folder leaves with it', async () => {
    await index(workspace.knowledge, uploads);
    rmSync(join(uploads, 'upload.txt'));
    await index(uploads);
    expect(await ids()).toEqual(['own.txt']);
  });

  it('does not stand for a knowledge folder that has become empty', async () => {
    await index(workspace.knowledge, uploads);
    workspace.remove('own.txt');
    await expect(index(workspace.knowledge, uploads)).rejects.toMatchObject({ code: 'knowledge_empty' });
    expect(await ids()).toEqual(['own.txt', 'upload.txt']);
  });

  it('takes over what a store that is shared has of its files and nobody owns', async () => {
    await index(workspace.knowledge, uploads);
    const shared = withFolderSources(store, 'host-1');
    const path = join(uploads, 'upload.txt');
    const upload = { name: 'upload.txt', path, size: 17 };
    expect(await checkFiles([upload], shared.ledger)).toEqual([]);
    expect(await indexInto(shared, uploads)).toMatchObject({ removed: 0, embedded: 0, failures: [] });
    expect(await indexInto(shared, uploads)).toMatchObject({ unchanged: 1 });
    expect(await checkFiles([upload], withFolderSources(store, 'host-2').ledger)).toMatchObject([
      { code: 'document_exists' },
    ]);
    rmSync(path);
    expect(await indexInto(shared, uploads)).toMatchObject({ removed: 1 });
    expect(await ids()).toEqual(['own.txt']);
  });

  it('may be moved with the data folder: its documents are the same', async () => {
    await index(uploads);
    const moved = join(workspace.folder, 'moved');
    renameSync(uploads, moved);
    uploads = moved;
    expect(await index(uploads)).toMatchObject({ unchanged: 1, added: 0, removed: 0, failures: [] });
  });
});
