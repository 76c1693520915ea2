import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inspectStore } from '../../src/store/sqlite/inspect-store.js';
import { SqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import { knowledgeStoreContract } from './knowledge-store-contract.js';
import { embeddedDocument, unitVector } from './support/embedded-documents.js';
import { vocabularyContract } from './vocabulary-contract.js';

knowledgeStoreContract('SqliteStore', (folder) => SqliteStore.open(folder));
vocabularyContract('SqliteStore', (folder) => SqliteStore.open(folder));

/** Made by the versions that had them: see the README there. */
const FIXTURES = join(import.meta.dirname, '../fixtures/stores');
const DIMENSIONS = 32;
const vectorOf = (text: string) => unitVector(text, DIMENSIONS);
const document = (id: string, ...passages: string[]) => embeddedDocument(id, passages, DIMENSIONS);

let folder: string;
const open: SqliteStore[] = [];
async function openStore(dataFolder = folder): Promise<SqliteStore> {
  const store = await SqliteStore.open(dataFolder);
  open.push(store);
  return store;
}
async function closeAll(): Promise<void> {
  for (const store of open.splice(0)) await store.close();
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'citewell-sqlite-'));
});
afterEach(async () => {
  await closeAll();
  rmSync(folder, { recursive: true, force: true });
});

/** The text of the nearest passage. */
async function nearest(store: SqliteStore, text: string): Promise<string | undefined> {
  const { candidates } = await store.search({ vector: vectorOf(text), stems: [], limit: 1 });
  const [passage] = await store.catalogue.passages(candidates.map(({ passageId }) => passageId));
  return passage?.text;
}

describe.each([1, 2, 3, 4, 5])('a store of schema %i, as an earlier version made it', (schema) => {
  beforeEach(() => {
    copyFileSync(join(FIXTURES, `schema-${schema}.sqlite`), join(folder, 'knowledge.sqlite'));
  });

  it('is brought up to date, with what it holds', async () => {
    const store = await openStore();
    expect(await store.catalogue.state()).toMatchObject({ generation: 2, documents: 2, passages: 3 });
    expect(await nearest(store, 'ocean')).toBe('ocean');
    expect((await store.search({ stems: ['river'], limit: 10 })).candidates).toHaveLength(1);
    await store.apply({ put: [document('c', 'desert')], repoint: [{ id: 'a', source: './elsewhere' }] });
    expect(await nearest(store, 'desert')).toBe('desert');
    await closeAll();
    expect(inspectStore(folder)).toMatch(/4 passages/);
  });
});

describe('two stores on one folder', () => {
  it('see what the other put in, replaced and removed at their next search', async () => {
    const [one, other] = [await openStore(), await openStore()];
    await one.apply({ put: [document('a', 'ocean'), document('b', 'river')] });
    expect(await nearest(other, 'ocean')).toBe('ocean');
    await other.apply({ put: [document('a', 'mountain')], remove: ['b'] });
    expect(await nearest(one, 'ocean')).toBe('mountain');
    const found = await one.search({ vector: vectorOf('river'), stems: ['river', 'ocean'], limit: 10 });
    expect(found).toMatchObject({ generation: 2, passageCount: 1 });
    expect(found.candidates).toHaveLength(1);
  });

  it('find all in one generation where the other writes while a vector is being made', async () => {
    const [one, other] = [await openStore(), await openStore()];
    await one.apply({ put: [document('a', 'ocean')] });
    let made: (vector: Float32Array) => void = () => undefined;
    const vector = new Promise<Float32Array>((resolve) => {
      made = resolve;
    });
    const searching = one.search({ vector, stems: ['ocean', 'river'], limit: 10 });
    await other.apply({ put: [document('b', 'river')], remove: ['a'] });
    made(vectorOf('river'));
    const found = await searching;
    expect(found).toMatchObject({ generation: 2, passageCount: 1 });
    expect(found.candidates).toHaveLength(1);
    expect(found.candidates[0]?.bm25).toBeGreaterThan(0);
  });

  it('go on searching when the other clears everything for an embedder of other dimensions', async () => {
    const [one, other] = [await openStore(), await openStore()];
    await one.apply({ put: [document('a', 'ocean')] });
    expect(await nearest(other, 'ocean')).toBe('ocean');
    await one.apply({ clear: true, fingerprint: 'new', put: [embeddedDocument('b', ['river'], 8)] });
    const found = await other.search({ vector: unitVector('river', 8), stems: [], limit: 10 });
    expect(found.candidates).toHaveLength(1);
  });

  it('take many new passages from the file that the other wrote, and find them', async () => {
    const reader = await openStore();
    const writer = await SqliteStore.open(folder);
    const texts = Array.from({ length: 1_500 }, (_, index) => `text ${index}`);
    await writer.apply({ put: [document('many', ...texts)] });
    await writer.close();
    const startedAt = performance.now();
    expect(await nearest(reader, 'text 777')).toBe('text 777');
    const milliseconds = performance.now() - startedAt;
    const rebuiltAt = performance.now();
    rmSync(join(folder, 'passages.hnsw'));
    await nearest(await openStore(), 'text 777');
    expect(milliseconds).toBeLessThan(performance.now() - rebuiltAt);
  });
});

describe('the vector file', () => {
  const file = () => join(folder, 'passages.hnsw');
  const texts = Array.from({ length: 300 }, (_, index) => `passage number ${index}`);

  async function storeWithFile(dataFolder = folder): Promise<void> {
    const store = await SqliteStore.open(dataFolder);
    await store.apply({ put: [document('a', ...texts)] });
    await store.close();
  }

  async function expectRightAnswers(): Promise<void> {
    const store = await openStore();
    for (const text of texts.filter((_, index) => index % 20 === 0)) {
      expect(await nearest(store, text)).toBe(text);
    }
    const query = { vector: vectorOf('anything'), stems: [], limit: 10 };
    expect((await store.search(query)).candidates).toHaveLength(10);
  }

  const hash = () => readFileSync(file());

  it('is written at close and loaded as it is', async () => {
    await storeWithFile();
    const written = statSync(file());
    await expectRightAnswers();
    await closeAll();
    expect(statSync(file()).mtimeMs).toBe(written.mtimeMs);
  });

  it('is rebuilt where it is missing, and written again at close', async () => {
    await storeWithFile();
    rmSync(file());
    await expectRightAnswers();
    await closeAll();
    expect(statSync(file()).size).toBeGreaterThan(0);
    await expectRightAnswers();
  });

  it.each([0, 1, 50, 95, 96, 1_000])('is rebuilt where it was cut to %i bytes', async (length) => {
    await storeWithFile();
    truncateSync(file(), length);
    await expectRightAnswers();
  });

  it('is rebuilt where a bit is flipped, in its header or its body', async () => {
    await storeWithFile();
    const whole = hash();
    const places = [0, 8, 16, 24, 40, 56, 64, 88, 95, 96, 200, 5_000, whole.length >> 1, whole.length - 1];
    for (const place of places) {
      const damaged = Buffer.from(whole);
      damaged[place] = (damaged[place] ?? 0) ^ 0x10;
      writeFileSync(file(), damaged);
      await expectRightAnswers();
      await closeAll();
      expect(hash().equals(damaged), `byte ${place} was taken for right`).toBe(false);
    }
  });

  it('is rebuilt where it is that of another index', async () => {
    await storeWithFile();
    const foreign = mkdtempSync(join(tmpdir(), 'citewell-foreign-'));
    const store = await SqliteStore.open(foreign);
    await store.apply({ put: [embeddedDocument('x', ['foreign one', 'foreign two'], 8)] });
    await store.close();
    copyFileSync(join(foreign, 'passages.hnsw'), file());
    rmSync(foreign, { recursive: true });
    await expectRightAnswers();
  });

  it('is brought up to date where it is older than the store, as after a crash before it was written', async () => {
    await storeWithFile();
    const older = hash();
    const record = factOf('vector_file');
    const store = await SqliteStore.open(folder);
    await store.apply({ put: [document('b', 'a later passage')], remove: ['a'] });
    await store.close();
    writeFileSync(file(), older);
    setFact('vector_file', record);
    const reopened = await openStore();
    expect(await nearest(reopened, 'passage number 7')).toBe('a later passage');
    expect((await reopened.search({ vector: vectorOf('x'), stems: [], limit: 100 })).candidates).toHaveLength(
      1,
    );
  });

  it('of an embedder with other dimensions is not loaded after a crash in the middle of the change', async () => {
    await storeWithFile();
    const older = hash();
    const record = factOf('vector_file');
    const store = await SqliteStore.open(folder);
    await store.apply({ clear: true, put: [embeddedDocument('b', ['a later passage'], 8)] });
    await store.close();
    writeFileSync(file(), older);
    setFact('vector_file', record);
    const reopened = await openStore();
    const found = await reopened.search({ vector: unitVector('x', 8), stems: [], limit: 10 });
    expect(found.candidates).toHaveLength(1);
  });

  function factOf(name: string): unknown {
    const database = new Database(join(folder, 'knowledge.sqlite'));
    const value = database.prepare('SELECT value FROM facts WHERE name = ?').pluck().get(name);
    database.close();
    return value;
  }

  function setFact(name: string, value: unknown): void {
    const database = new Database(join(folder, 'knowledge.sqlite'));
    database.prepare('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)').run(name, value);
    database.close();
  }
});

describe('recall', () => {
  const texts = Array.from({ length: 3_000 }, (_, index) => `random vector ${index}`);
  const vectors = new Map(texts.map((text) => [text, vectorOf(text)]));
  const questions = Array.from({ length: 50 }, (_, index) => vectorOf(`question ${index}`));

  function exact(question: Float32Array, among: readonly string[]): string[] {
    const cosine = (text: string) => {
      const vector = vectors.get(text) ?? new Float32Array(DIMENSIONS);
      return vector.reduce((sum, component, index) => sum + component * (question[index] ?? 0), 0);
    };
    return [...among].sort((a, b) => cosine(b) - cosine(a)).slice(0, 10);
  }

  async function recallAt10(store: SqliteStore, among: readonly string[]): Promise<number> {
    let found = 0;
    for (const question of questions) {
      const { candidates } = await store.search({ vector: question, stems: [], limit: 10 });
      const passages = await store.catalogue.passages(candidates.map(({ passageId }) => passageId));
      const texts = new Set(passages.map(({ text }) => text));
      found += exact(question, among).filter((text) => texts.has(text)).length;
    }
    return found / (10 * questions.length);
  }

  it('at 10 against exact search is at least 0.98 over 3,000 random vectors, and stays so after many deletions', async () => {
    const store = await openStore();
    const put = texts.map((text, index) => document(`d${String(index).padStart(4, '0')}`, text));
    await store.apply({ put });
    expect(await recallAt10(store, texts)).toBeGreaterThanOrEqual(0.98);

    const kept = texts.filter((_, index) => index % 3 === 0);
    const remove = put.filter((_, index) => index % 3 !== 0).map((one) => one.document.id);
    await store.apply({ remove });
    expect(await recallAt10(store, kept)).toBeGreaterThanOrEqual(0.98);

    const full = statSync(join(folder, 'knowledge.sqlite')).size;
    expect(full).toBeGreaterThan(0);
    await closeAll();
    const compacted = await openStore();
    expect(await recallAt10(compacted, kept)).toBeGreaterThanOrEqual(0.98);
    // A third of the points is left: a file that kept the deleted ones would be three times as large.
    const bytesAPoint = statSync(join(folder, 'passages.hnsw')).size / kept.length;
    expect(bytesAPoint).toBeLessThan(DIMENSIONS * 4 + 400);
  });
});

describe('a graph of which most is deleted', () => {
  const texts = (name: string) => Array.from({ length: 300 }, (_, number) => `${name} ${number}`);

  it('reaches every point, after everything was replaced in one change', async () => {
    const store = await openStore();
    await store.apply({ put: [document('a', ...texts('former'))] });
    for (const name of ['second', 'third', 'fourth']) {
      await store.apply({ clear: true, put: [document('a', ...texts(name))] });
      const query = { vector: vectorOf('anything'), stems: [], limit: 300 };
      expect((await store.search(query)).candidates).toHaveLength(300);
    }
  });

  it('gives way, in a store that only answers, to the one that the writer leaves', async () => {
    const names = Array.from({ length: 900 }, (_, number) => `d${number}`);
    const writer = await SqliteStore.open(folder);
    await writer.apply({ put: names.map((name) => document(name, `former ${name}`)) });
    const reader = await SqliteStore.open(folder, { savesVectors: false });
    open.push(reader);
    expect(await nearest(reader, 'former d7')).toBe('former d7');
    await writer.apply({ put: names.map((name) => document(name, `later ${name}`)) });
    expect(await nearest(reader, 'later d7')).toBe('later d7');
    await writer.close();
    const query = { vector: vectorOf('later d7'), stems: [], limit: 900 };
    expect((await reader.search(query)).candidates).toHaveLength(900);
  });
});

describe('opening', () => {
  const database = () => join(folder, 'knowledge.sqlite');

  it('refuses a store that a newer version of Citewell made, and leaves it as it is', async () => {
    await (await SqliteStore.open(folder)).close();
    const raw = new Database(database());
    raw.pragma('user_version = 99');
    raw.close();
    const opening = SqliteStore.open(folder);
    await expect(opening).rejects.toMatchObject({ code: 'index_incompatible', details: { found: 99 } });
    await expect(opening).rejects.toThrow(/newer version/);
  });

  it('says that a file which is no database is a damaged index, and what to run', async () => {
    writeFileSync(database(), 'this is not a database, but it is long enough to be taken for one'.repeat(50));
    const opening = SqliteStore.open(folder);
    await expect(opening).rejects.toMatchObject({ code: 'index_damaged' });
    await expect(opening).rejects.toThrow(/citewell index/);
  });

  it('says that a store whose pages are overwritten is damaged, when it is opened, read or inspected', async () => {
    const store = await SqliteStore.open(folder);
    await store.apply({
      put: Array.from({ length: 200 }, (_, index) => document(`d${index}`, `text ${index}`)),
    });
    await store.close();
    const bytes = readFileSync(database());
    bytes.fill(0xa5, 4_096 * 2, bytes.length);
    writeFileSync(database(), bytes);
    const reading = async () => {
      const damaged = await openStore();
      await damaged.catalogue.documents({ limit: 1_000 });
      await damaged.search({ stems: ['text'], limit: 10 });
    };
    await expect(reading()).rejects.toMatchObject({ code: 'index_damaged' });
    expect(() => inspectStore(folder)).toThrow(expect.objectContaining({ code: 'index_damaged' }));
  });

  it('says that a data folder which is a file cannot be used, and what to change', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    await expect(SqliteStore.open(file)).rejects.toMatchObject({ code: 'storage_failed' });
  });
});

describe('a row that has changed by itself', () => {
  it.each([
    ['a passage', 'UPDATE passages SET text = replace(text, 1990, 1998)'],
    ['where a passage stands', 'UPDATE passages SET "start" = "start" + 1'],
    ['the document of a passage', 'UPDATE passages SET document = 3 - document'],
    ['a title', "UPDATE documents SET title = 'Another'"],
    ["sentences' vectors", 'UPDATE vectors SET sentences = zeroblob(length(sentences))'],
  ])('is not given out while the store is open: %s', async (_, sql) => {
    const [store, other] = [await openStore(), await openStore()];
    await store.apply({ put: [document('a', 'opened in 1990'), document('b', 'opened in 1991')] });
    const read = async (from: SqliteStore) => {
      const { candidates } = await from.search({ vector: vectorOf('opened'), stems: [], limit: 5 });
      return from.catalogue.passages(candidates.map(({ passageId }) => passageId));
    };
    const sound = await read(other);
    expect(sound).toHaveLength(2);
    const raw = new Database(database());
    raw.exec(sql);
    raw.close();
    await expect(read(store)).rejects.toMatchObject({ code: 'index_damaged' });
    // What was read while it was sound is kept, and is given out as it was.
    expect(await read(other)).toEqual(sound);
  });

  it('is not ranked by: a vector', async () => {
    const [store, other] = [await openStore(), await openStore()];
    await store.apply({ put: [document('a', 'opened in 1990'), document('b', 'closed in 1991')] });
    // One passage is near, and has its cosine from the graph; the other is found by its word, and its vector is read.
    const search = (from: SqliteStore) =>
      from.search({ vector: vectorOf('closed in 1991'), stems: ['1990'], limit: 1 });
    const sound = await search(other);
    expect(sound.candidates).toHaveLength(2);
    const raw = new Database(database());
    raw.exec('UPDATE vectors SET vector = zeroblob(length(vector))');
    raw.close();
    await expect(search(store)).rejects.toMatchObject({ code: 'index_damaged' });
    // What was read while it was sound is kept.
    expect(await search(other)).toEqual(sound);
  });

  it('is found at the next start', async () => {
    await (await openStore()).apply({ put: [document('a', 'opened in 1990')] });
    await closeAll();
    const raw = new Database(database());
    raw.exec("UPDATE documents SET title = 'Another'");
    raw.close();
    await expect(openStore()).rejects.toThrow(/the record of a\).*citewell import/);
  });

  const database = () => join(folder, 'knowledge.sqlite');
});

describe('a store that has lost its last changes', () => {
  it('is refused: what was removed would be back', async () => {
    const store = await openStore();
    await store.apply({ put: [document('a', 'ocean'), document('b', 'river')] });
    await closeAll();
    copyFileSync(join(folder, 'knowledge.sqlite'), join(folder, 'earlier'));
    await (await openStore()).apply({ remove: ['a'] });
    await closeAll();
    copyFileSync(join(folder, 'earlier'), join(folder, 'knowledge.sqlite'));
    await expect(openStore()).rejects.toThrow(/its last changes are lost: generation 1 of 2/);
  });
});

describe('a folder that is removed under an open store', () => {
  it('is noticed, also where another store has taken its place', async () => {
    const store = await openStore();
    await store.apply({ put: [document('a', 'ocean')] });
    rmSync(folder, { recursive: true });
    await expect(store.catalogue.state()).rejects.toMatchObject({ code: 'index_missing' });
    const other = await SqliteStore.open(folder);
    await expect(store.catalogue.state()).rejects.toMatchObject({ code: 'index_missing' });
    expect(await other.catalogue.state()).toMatchObject({ generation: 0 });
    await other.close();
  });
});

describe('inspecting', () => {
  it('finds a sound store sound, after replacing and removing as well', async () => {
    const store = await SqliteStore.open(folder);
    await store.apply({ put: [document('a', 'one', 'two'), document('b', 'three')] });
    await store.apply({ put: [document('a', 'four')], remove: ['b'] });
    await store.close();
    expect(inspectStore(folder)).toMatch(/1 passages/);
  });

  it.each([
    ['a vector that is gone', 'DELETE FROM vectors WHERE passage = 1', /a missing vector of a/],
    ['a passage that is not in the lexical index', 'DELETE FROM lexicon WHERE rowid = 1', /lexical index/],
    ['a text that was changed', "UPDATE documents SET text = 'tampered'", /the text of a/],
    ['a passage that was moved', 'UPDATE passages SET "start" = "start" + 1', /a passage of a/],
  ])('finds %s', async (_, sql, expected) => {
    const store = await SqliteStore.open(folder);
    await store.apply({ put: [document('a', 'one', 'two')] });
    await store.close();
    const raw = new Database(join(folder, 'knowledge.sqlite'));
    raw.exec(sql);
    raw.close();
    expect(() => inspectStore(folder)).toThrow(expected);
  });

  it('says that there is none yet, and makes none', () => {
    const absent = join(folder, 'absent');
    expect(() => inspectStore(absent)).toThrow(expect.objectContaining({ code: 'index_missing' }));
    expect(statSync(absent, { throwIfNoEntry: false })).toBeUndefined();
  });
});
