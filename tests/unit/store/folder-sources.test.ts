import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withFolderSources } from '../../../src/store/folder-sources.js';
import type { KnowledgeStore } from '../../../src/store/knowledge-store.js';
import { SqliteStore } from '../../../src/store/sqlite/sqlite-store.js';
import { knowledgeStoreContract } from '../../contract/knowledge-store-contract.js';
import { embeddedDocument } from '../../contract/support/embedded-documents.js';

const openOwned = async (folder: string) => withFolderSources(await SqliteStore.open(folder), 'owner-1');

knowledgeStoreContract('a store that data folders share', openOwned);

describe('data folders that share a store', () => {
  let folder: string;
  let shared: KnowledgeStore;
  let first: KnowledgeStore;
  let second: KnowledgeStore;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'citewell-shared-'));
    shared = await SqliteStore.open(folder);
    first = withFolderSources(shared, 'a-1');
    second = withFolderSources(shared, 'a-12');
  });
  afterEach(async () => {
    await shared.close();
    rmSync(folder, { recursive: true });
  });

  const uploaded = (id: string) => ({
    ...embeddedDocument(id, [`Text of ${id}.`], 4),
    source: `uploads:/${id}`,
  });
  const put = (store: KnowledgeStore, id: string) =>
    store.apply({ put: [uploaded(id)], putSources: [{ name: `uploads:/${id}`, sha256: id }] });

  it('see their own uploads by their names, and none of others', async () => {
    await put(first, 'one');
    await put(second, 'two');
    expect(await first.ledger.sources('uploads:')).toEqual([{ name: 'uploads:/one', sha256: 'one' }]);
    expect(await second.ledger.sources('uploads:')).toEqual([{ name: 'uploads:/two', sha256: 'two' }]);
    expect(await first.ledger.documentsOf('uploads:/two')).toEqual([]);
  });

  it('are told whose a document is that another has', async () => {
    await put(second, 'two');
    expect((await second.ledger.entries(['two'])).get('two')?.source).toBe('uploads:/two');
    expect((await first.ledger.entries(['two'])).get('two')?.source).toBe('uploads:@a-12/two');
  });

  it('leave the names of others as they are where they put their documents in again', async () => {
    await put(second, 'two');
    const source = (await first.ledger.entries(['two'])).get('two')?.source ?? '';
    await first.apply({ clear: true, put: [{ ...uploaded('two'), source }] });
    expect(await second.ledger.documentsOf('uploads:/two')).toEqual(['two']);
  });

  it('share the documents of the knowledge folder, and files by their paths', async () => {
    for (const source of ['./a.txt', '/data/b.txt', 'C:/data/c.txt']) {
      await first.apply({ put: [{ ...embeddedDocument(source, ['Text.'], 4), source }] });
      expect(await second.ledger.documentsOf(source)).toEqual([source]);
      expect((await shared.ledger.entries([source])).get(source)?.source).toBe(source);
    }
  });

  it("tell as nobody's what has no owner, and put it in again as it was", async () => {
    await put(shared, 'old');
    const source = (await first.ledger.entries(['old'])).get('old')?.source ?? '';
    expect(source).toBe('uploads:@/old');
    expect(await first.ledger.sources('uploads:')).toEqual([]);
    await first.apply({ clear: true, put: [{ ...uploaded('old'), source }] });
    expect((await shared.ledger.entries(['old'])).get('old')?.source).toBe('uploads:/old');
  });

  it('read a file again that has documents without an owner, and own both then', async () => {
    await put(shared, 'old');
    await first.apply({ putSources: [{ name: 'uploads:/old', sha256: 'old' }] });
    await put(shared, 'old');
    expect(await first.ledger.sources('uploads:')).toEqual([{ name: 'uploads:/old', sha256: '' }]);
    expect(await first.ledger.documentsOf('uploads:/old')).toEqual(['old']);
    const repoint = [{ id: 'old', source: 'uploads:/old' }];
    await first.apply({ repoint, putSources: [{ name: 'uploads:/old', sha256: 'old' }] });
    expect(await first.ledger.sources('uploads:')).toEqual([{ name: 'uploads:/old', sha256: 'old' }]);
    expect(await shared.ledger.sources('uploads:')).toEqual([]);
    expect(await second.ledger.documentsOf('uploads:/old')).toEqual([]);
  });

  it('forget a file by both its names', async () => {
    for (const name of ['uploads:/old', 'uploads:@/old']) {
      await first.apply({ putSources: [{ name: 'uploads:/old', sha256: 'old' }] });
      await put(shared, 'old');
      await first.apply({ remove: ['old'], removeSources: [name] });
      expect(await first.ledger.sources('uploads:')).toEqual([]);
      expect(await shared.ledger.sources('uploads:')).toEqual([]);
    }
  });

  it('forget only their own sources', async () => {
    await put(first, 'one');
    await put(second, 'two');
    await first.apply({ removeSources: ['uploads:/one', 'uploads:/two'] });
    expect(await second.ledger.sources('uploads:')).toEqual([{ name: 'uploads:/two', sha256: 'two' }]);
  });
});
