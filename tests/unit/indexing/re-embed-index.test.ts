import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { indexFiles } from '../../../src/indexing/index-files.js';
import { revisionOf } from '../../../src/indexing/index-fingerprint.js';
import type { IndexReport } from '../../../src/indexing/index-report.js';
import { removeFromIndex } from '../../../src/indexing/remove-documents.js';
import { openDatabase } from '../../../src/store/sqlite/sqlite-database.js';
import { SqliteStore } from '../../../src/store/sqlite/sqlite-store.js';
import { storedDocuments } from '../../../src/store/sqlite/stored-documents.js';
import { CountingEmbeddings } from './support/counting-embeddings.js';
import { earlierFingerprint, makeEarlier } from './support/earlier-index.js';
import { useWorkspace } from './support/workspace.js';

const workspace = useWorkspace();
let elsewhere: string;
let first: CountingEmbeddings;
let second: CountingEmbeddings;

beforeEach(async () => {
  elsewhere = join(workspace.folder, 'elsewhere');
  mkdirSync(elsewhere);
  workspace.write('guides/a.txt', 'A guide.');
  workspace.write('b.txt', 'A sentence.');
  writeFileSync(join(elsewhere, 'c.txt'), 'From another folder.');
  first = new CountingEmbeddings();
  second = new CountingEmbeddings('counting@2');
  await index(first, workspace.knowledge, elsewhere);
});

async function index(embeddings: CountingEmbeddings, ...paths: string[]): Promise<IndexReport> {
  const store = await SqliteStore.open(workspace.dataDir);
  try {
    const options = { knowledgeFolder: workspace.knowledge };
    return await indexFiles(store, workspace.dataDir, embeddings, paths, options);
  } finally {
    await store.close();
  }
}

async function inStore<Result>(look: (store: SqliteStore) => Promise<Result>): Promise<Result> {
  const store = await SqliteStore.open(workspace.dataDir, { savesVectors: false });
  try {
    return await look(store);
  } finally {
    await store.close();
  }
}

const state = () => inStore((store) => store.catalogue.state());
const texts = () =>
  inStore(async (store) => {
    const found = new Map<string, string | undefined>();
    for (const { id } of await store.catalogue.documents({ limit: 1_000 })) {
      found.set(id, (await store.catalogue.document(id))?.text);
    }
    return found;
  });

/** Documents that take several batches. */
function writeMuch(): void {
  // Long enough for each to be a passage.
  const sentence = (file: number) => (_: unknown, line: number) =>
    `Line ${line} of file ${file}${' goes on'.repeat(40)}.`;
  for (let file = 0; file < 9; file++) {
    workspace.write(`much/f${file}.txt`, Array.from({ length: 130 }, sentence(file)).join('\n\n'));
  }
}

describe('indexing one path of an index that another model made', () => {
  it('keeps the documents of all others, embedded anew from their stored text', async () => {
    const report = await index(second, join(workspace.knowledge, 'guides'));
    expect(report).toMatchObject({ reembedded: 3, added: 0, unchanged: 1, documents: 3, failures: [] });
    expect(report.embedded).toBe(second.take().length);
    expect([...(await texts()).keys()]).toEqual(['b.txt', 'c.txt', 'guides/a.txt']);
    expect((await state()).fingerprint).toContain('counting@2');
    expect(existsSync(join(workspace.dataDir, 're-embedding'))).toBe(false);
    expect(await index(second, workspace.knowledge, elsewhere)).toMatchObject({
      reembedded: 0,
      embedded: 0,
      unchanged: 3,
    });
  });

  it('finds them by vectors of this model', async () => {
    await index(second, workspace.knowledge);
    const [text = ''] = second.take().filter((embedded) => embedded.includes('another folder'));
    const vector = Float32Array.from(await second.embedQuery(text));
    const cosines = await inStore(async (store) => {
      const { candidates } = await store.search({ vector, stems: [], limit: 10 });
      return candidates.map(({ cosine }) => cosine);
    });
    expect(Math.max(...cosines)).toBeCloseTo(1);
  });

  it('indexes what has changed as well, and keeps what cannot be read any more', async () => {
    workspace.write('b.txt', 'A changed sentence.');
    workspace.write('guides/a.txt', Buffer.from('89504e470d0a1a0a0000000d49484452000000ff', 'hex'));
    const report = await index(second, workspace.knowledge);
    expect(report).toMatchObject({ reembedded: 3, updated: 1, failures: [{ id: 'guides/a.txt' }] });
    expect(await texts()).toEqual(
      new Map([
        ['b.txt', 'A changed sentence.'],
        ['c.txt', 'From another folder.'],
        ['guides/a.txt', 'A guide.'],
      ]),
    );
  });

  it('embeds the same text once, however many names it has and however far they are apart', async () => {
    writeMuch();
    workspace.write('much/copy.txt', readFileSync(join(workspace.knowledge, 'much/f0.txt')));
    workspace.write('much/zcopy.txt', readFileSync(join(workspace.knowledge, 'much/f0.txt')));
    await index(first, workspace.knowledge);
    const { embedded } = await index(second, workspace.knowledge);
    const texts = second.take();
    expect(texts).toHaveLength(embedded);
    expect(new Set(texts).size).toBe(embedded);
  });

  it('hands over enough at once to keep all of many workers busy', async () => {
    writeMuch();
    await index(first, workspace.knowledge);
    second.workers = 12;
    let largest = 0;
    second.beforeCall = (passages) => {
      largest = Math.max(largest, passages.length);
    };
    await index(second, workspace.knowledge);
    expect(largest).toBe(384);
  });

  it('embeds nothing where the path is wrong', async () => {
    const before = await state();
    await expect(index(second, join(workspace.folder, 'absent'))).rejects.toMatchObject({
      code: 'knowledge_missing',
    });
    expect(second.take()).toEqual([]);
    expect(await state()).toEqual(before);
  });
});

describe('an index whose documents another version of the splitter made passages of', () => {
  it('is split anew, and embeds only passages that it did not hold', async () => {
    writeMuch();
    await index(first, workspace.knowledge, elsewhere);
    const { fingerprint, passages } = await state();
    await makeEarlier(workspace.dataDir, earlierFingerprint, 'b.txt');
    first.take();
    const report = await index(first, workspace.knowledge, elsewhere);
    expect(report).toMatchObject({ reembedded: 12, updated: 0, embedded: 1, failures: [] });
    expect(first.take()).toEqual(['B\nA sentence.']);
    expect(await state()).toMatchObject({ fingerprint, passages });
    expect(await index(first, workspace.knowledge)).toMatchObject({ reembedded: 0, unchanged: 11 });
  });

  it('is embedded anew where texts were embedded under other words', async () => {
    await makeEarlier(workspace.dataDir, (fingerprint) =>
      fingerprint.replace(/search-text@\d+/u, 'search-text@0'),
    );
    first.take();
    const { embedded } = await index(first, workspace.knowledge);
    expect(embedded).toBe(first.take().length);
    expect(embedded).toBe(3);
  });
});

describe('the revision of a document', () => {
  it('is the same as it was read and as it is stored, so that nothing is embedded twice', async () => {
    workspace.write(
      'd.md',
      '---\ntitle: Title\nurl: https://example.org/\nauthor: Jane Roe\ntags: [x]\n---\n# One\n\nText.',
    );
    workspace.write('e.csv', 'Plan,Price\nPro,€20\n');
    await index(first, workspace.knowledge);
    const database = openDatabase(workspace.dataDir);
    const stored = [...storedDocuments(database)];
    database.close();
    expect(stored.map(({ revision }) => revision)).toEqual(
      stored.map(({ document }) => revisionOf(document)),
    );
    expect(stored).toHaveLength(5);
  });
});

describe('embedding anew that is interrupted', () => {
  it('has changed nothing, and goes on where it was', async () => {
    writeMuch();
    await index(first, workspace.knowledge);
    const before = await state();
    let calls = 0;
    second.beforeCall = () => {
      if (++calls === 6) throw new Error('cut off');
    };
    await expect(index(second, workspace.knowledge)).rejects.toThrow('cut off');
    expect(await state()).toEqual(before);
    const done = second.take().length;
    expect(done).toBeGreaterThan(250);
    await inStore((store) => removeFromIndex(store, ['much/f0.txt']));
    workspace.remove('much/f0.txt');
    second.beforeCall = () => undefined;
    const report = await index(second, workspace.knowledge);
    expect(report).toMatchObject({ reembedded: 11, documents: 11, failures: [] });
    const whole = new CountingEmbeddings('counting@3');
    await index(whole, workspace.knowledge);
    expect(report.embedded).toBeLessThan(whole.texts.length);
  });

  it('is not gone on with for a third model, nor kept once the first is back', async () => {
    writeMuch();
    await index(first, workspace.knowledge);
    const cutOff = async () => {
      let calls = 0;
      second.beforeCall = () => {
        if (++calls === 6) throw new Error('cut off');
      };
      await expect(index(second, workspace.knowledge)).rejects.toThrow('cut off');
    };
    await cutOff();
    await index(first, workspace.knowledge);
    expect(existsSync(join(workspace.dataDir, 're-embedding'))).toBe(false);
    await cutOff();
    const third = new CountingEmbeddings('counting@3');
    const report = await index(third, workspace.knowledge);
    expect(report.embedded).toBe(third.texts.length);
    expect(report.documents).toBe(12);
    expect((await state()).fingerprint).toContain('counting@3');
  });
});
