import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IndexProgress, IndexReport } from '../../../src/indexing/index-report.js';
import { Indexer, type IndexOptions } from '../../../src/indexing/indexer.js';
import { leftOutFiles } from '../../../src/indexing/left-out-files.js';
import { removeFromIndex } from '../../../src/indexing/remove-documents.js';
import { SqliteStore } from '../../../src/store/sqlite/sqlite-store.js';
import { CountingEmbeddings } from './support/counting-embeddings.js';
import { jsonLines, useWorkspace } from './support/workspace.js';

const workspace = useWorkspace();
let store: SqliteStore;
let embeddings: CountingEmbeddings;

beforeEach(async () => {
  store = await SqliteStore.open(workspace.dataDir);
  embeddings = new CountingEmbeddings();
});
afterEach(() => store.close());

function index(
  options: Partial<IndexOptions> = {},
  paths: readonly string[] = [workspace.knowledge],
): Promise<IndexReport> {
  return new Indexer(store, embeddings, { knowledgeFolder: workspace.knowledge, ...options }).run(paths);
}

const ids = async () => (await store.catalogue.documents({ limit: 1_000 })).map(({ id }) => id);
const textOf = async (id: string) => (await store.catalogue.document(id))?.text;
const sentences = (count: number, name: string) =>
  Array.from({ length: count }, (_, number) => `Sentence ${number} of ${name} says something new.`).join(
    '\n\n',
  );
/** Long enough for each to be a passage. */
const paragraphs = (count: number, name: string) =>
  Array.from(
    { length: count },
    (_, number) => `Paragraph ${number} of ${name} says something new${' and more'.repeat(40)}.`,
  ).join('\n\n');

describe('indexing again', () => {
  it('embeds nothing where nothing changed, and changes nothing in the index', async () => {
    workspace.write('a.txt', 'One sentence.');
    workspace.write('b.md', '# Title\n\nAnother sentence.');
    const first = await index();
    expect(first).toMatchObject({ added: 2, updated: 0, removed: 0, unchanged: 0, failures: [] });
    expect(first.embedded).toBe(embeddings.take().length);
    const second = await index();
    expect(second).toMatchObject({ added: 0, updated: 0, removed: 0, unchanged: 2, embedded: 0 });
    expect(embeddings.take()).toEqual([]);
    expect(second.generation).toBe(first.generation);
  });

  it('embeds the changed file only', async () => {
    for (const name of ['a', 'b', 'c']) workspace.write(`${name}.txt`, `About ${name}.`);
    await index();
    embeddings.take();
    workspace.write('b.txt', 'About something else.');
    expect(await index()).toMatchObject({ added: 0, updated: 1, unchanged: 2 });
    for (const text of embeddings.take()) expect(text).toContain('something else');
    expect(await textOf('b.txt')).toContain('something else');
  });

  it('embeds one document only where one line of a .jsonl changed', async () => {
    workspace.write('c.jsonl', jsonLines({ one: 'First text.', two: 'Second text.', three: 'Third text.' }));
    await index();
    embeddings.take();
    workspace.write('c.jsonl', jsonLines({ one: 'First text.', two: 'Changed text.', three: 'Third text.' }));
    expect(await index()).toMatchObject({ added: 0, updated: 1, removed: 0 });
    for (const text of embeddings.take()) expect(text).toContain('Changed text.');
    expect(await ids()).toEqual(['one', 'three', 'two']);
  });

  it('takes out what left a .jsonl, and what came from files that are gone', async () => {
    workspace.write('c.jsonl', jsonLines({ one: 'First text.', two: 'Second text.' }));
    workspace.write('a.txt', 'One sentence.');
    await index();
    workspace.write('c.jsonl', jsonLines({ two: 'Second text.' }));
    workspace.remove('a.txt');
    embeddings.take();
    expect(await index()).toMatchObject({ removed: 2, embedded: 0 });
    expect(await ids()).toEqual(['two']);
    expect(await index()).toMatchObject({ removed: 0, unchanged: 1 });
  });

  it('follows a renamed file: the old document leaves, the new one is there', async () => {
    workspace.write('old.txt', 'One sentence.');
    workspace.write('other.txt', 'Another.');
    await index();
    workspace.remove('old.txt');
    workspace.write('new.txt', 'One sentence.');
    expect(await index()).toMatchObject({ added: 1, removed: 1, unchanged: 1 });
    expect(await ids()).toEqual(['new.txt', 'other.txt']);
  });

  it('embeds nothing where a .jsonl was only renamed', async () => {
    const lines = jsonLines({ one: 'First text.', two: 'Second text.' });
    workspace.write('z.jsonl', lines);
    await index();
    embeddings.take();
    workspace.remove('z.jsonl');
    workspace.write('a.jsonl', lines);
    expect(await index()).toMatchObject({ added: 0, updated: 0, removed: 0, embedded: 0, failures: [] });
    expect(await ids()).toEqual(['one', 'two']);
    expect(await store.ledger.documentsOf('./a.jsonl')).toEqual(['one', 'two']);
    expect(await store.ledger.sources('.')).toMatchObject([{ name: './a.jsonl' }]);
  });

  it.each([
    ['a.jsonl', 'b.jsonl'],
    ['b.jsonl', 'a.jsonl'],
  ])('keeps a document that moved from %s to %s, without embedding it again', async (from, to) => {
    workspace.write(from, jsonLines({ stays: 'Stays here.', moves: 'Moves there.' }));
    workspace.write(to, jsonLines({ other: 'Was there.' }));
    await index();
    embeddings.take();
    workspace.write(from, jsonLines({ stays: 'Stays here.' }));
    workspace.write(to, jsonLines({ other: 'Was there.', moves: 'Moves there.' }));
    expect(await index()).toMatchObject({ failures: [], removed: 0, embedded: 0 });
    expect(await ids()).toEqual(['moves', 'other', 'stays']);
    expect((await store.ledger.documentsOf(`./${to}`)).sort()).toEqual(['moves', 'other']);
    expect(await index()).toMatchObject({ unchanged: 2, embedded: 0, failures: [] });
  });

  it('keeps documents that two files swapped', async () => {
    workspace.write('a.jsonl', jsonLines({ one: 'First text.' }));
    workspace.write('b.jsonl', jsonLines({ two: 'Second text.' }));
    await index();
    embeddings.take();
    workspace.write('a.jsonl', jsonLines({ two: 'Second text.' }));
    workspace.write('b.jsonl', jsonLines({ one: 'First text.' }));
    expect(await index()).toMatchObject({ failures: [], removed: 0, embedded: 0 });
    expect(await ids()).toEqual(['one', 'two']);
    expect(await store.ledger.documentsOf('./a.jsonl')).toEqual(['two']);
  });
});

describe('a file of another reader version', () => {
  it('is read again, and nothing is embedded where its document is the same', async () => {
    workspace.write('a.md', '# Title\n\nA sentence.');
    await index();
    await store.apply({ putSources: [{ name: './a.md', sha256: 'as an older reader left it' }] });
    expect(await index()).toMatchObject({ unchanged: 1, updated: 0, embedded: 0 });
    const [source] = await store.ledger.sources('.');
    expect(source?.sha256).toMatch(/^[0-9a-f]{64}$/u);
  });
});

describe('files of foreign formats', () => {
  it('are read in a process of their own, and one that cannot be read costs itself only', async () => {
    workspace.write('a.html', '<p>First text.</p>');
    workspace.write('b.docx', 'no Word document');
    workspace.write('c.csv', 'Plan,Price\nPro,€20\n');
    const report = await index();
    expect(report).toMatchObject({ added: 2, failures: [{ id: 'b.docx', code: 'unreadable_file' }] });
    expect(await textOf('c.csv')).toBe('Plan: Pro; Price: €20');
  });

  it('and others that are not in the index are listed with why', async () => {
    workspace.write('a.html', '<p>First text.</p>');
    await index();
    workspace.write('b.docx', 'no Word document');
    workspace.write('c.txt', 'New.');
    workspace.write('d.jpg', '');
    const reasons: string[] = [];
    for await (const { reason } of leftOutFiles(workspace.knowledge, store.ledger)) reasons.push(reason);
    expect(reasons).toEqual([
      expect.stringContaining('d.jpg is of a format that is not read'),
      expect.stringContaining("b.docx can't be read"),
      expect.stringContaining('c.txt is new, or has changed'),
    ]);
  });
});

describe('a file that cannot go in', () => {
  it('is listed with its reason, the others go in, and what was known of it stays', async () => {
    workspace.write('a.txt', 'Known before.');
    workspace.write('b.jsonl', jsonLines({ one: 'First text.' }));
    workspace.write('c.txt', 'Good.');
    await index();
    workspace.write('a.txt', new Uint8Array([0xff, 0xfe, 0x00, 0xd8, 0x41]));
    workspace.write('b.jsonl', `${jsonLines({ one: 'First text.' })}{broken\n`);
    workspace.write('d.txt', 'New.');
    symlinkSync(join(workspace.knowledge, 'nowhere'), join(workspace.knowledge, 'e.txt'));
    const report = await index();
    expect(report.added).toBe(1);
    expect(report.failures.map(({ id, code }) => [id, code]).sort()).toEqual([
      ['a.txt', 'not_text'],
      ['b.jsonl', 'unreadable_file'],
      ['e.txt', 'unreadable_file'],
    ]);
    expect(report.failures.find(({ id }) => id === 'b.jsonl')?.message).toContain('line 2');
    expect(await ids()).toEqual(['a.txt', 'c.txt', 'd.txt', 'one']);
    expect(await textOf('a.txt')).toBe('Known before.');
    // It is tried again until it is mended.
    expect((await index()).failures).toHaveLength(3);
    workspace.write('a.txt', 'Mended.');
    expect((await index()).failures).toHaveLength(2);
    expect(await textOf('a.txt')).toBe('Mended.');
  });

  it('line by line leaves the others of a .jsonl in, and each bad one is listed until it is mended', async () => {
    const good = jsonLines({ one: 'First text.', two: 'Second text.' });
    workspace.write(
      'b.jsonl',
      `${good}{"_id": "three"}\nnonsense\n${jsonLines({ two: 'Again.', four: 'Last.' })}`,
    );
    const report = await index();
    expect(report.failures.map(({ id, code, message }) => [id, code, message])).toEqual([
      ['b.jsonl', 'unreadable_file', expect.stringMatching(/^b\.jsonl, line 3: `text` must be there/)],
      ['b.jsonl', 'unreadable_file', expect.stringMatching(/^b\.jsonl, line 4: it is not JSON/)],
      ['b.jsonl', 'duplicate_document', expect.stringMatching(/^b\.jsonl, line 5: the id "two" already/)],
    ]);
    expect(await ids()).toEqual(['four', 'one', 'two']);
    const again = await index();
    expect(again).toMatchObject({ embedded: 0, generation: report.generation });
    expect(again.failures).toEqual(report.failures);
    const reasons: string[] = [];
    for await (const { reason } of leftOutFiles(workspace.knowledge, store.ledger)) reasons.push(reason);
    expect(reasons).toEqual(report.failures.map(({ message }) => message));
    workspace.write('b.jsonl', `${good}${jsonLines({ three: 'Third.', four: 'Last.' })}`);
    expect(await index()).toMatchObject({ added: 1, removed: 0, failures: [] });
    expect(await index()).toMatchObject({ unchanged: 1, failures: [] });
  });

  it('keeps what a line held that has become bad, and takes it out once the line is', async () => {
    workspace.write('b.jsonl', jsonLines({ one: 'First text.', two: 'Second text.' }));
    await index();
    workspace.write('b.jsonl', `${jsonLines({ one: 'Changed.' })}{"_id": "two", "text": "Second`);
    expect(await index()).toMatchObject({ updated: 1, removed: 0, failures: [{ id: 'b.jsonl' }] });
    expect(await ids()).toEqual(['one', 'two']);
    workspace.write('b.jsonl', jsonLines({ one: 'Changed.' }));
    expect(await index()).toMatchObject({ updated: 0, removed: 1, failures: [] });
    expect(await ids()).toEqual(['one']);
  });

  it('is what it was once it is put back, whatever was indexed of it in between', async () => {
    const first = jsonLines({ one: 'First text.', two: 'Second text.' });
    workspace.write('b.jsonl', first);
    await index();
    workspace.write('b.jsonl', `${jsonLines({ one: 'Changed.' })}{"_id": "two", "text": "Second`);
    await index();
    workspace.write('b.jsonl', first);
    expect(await index()).toMatchObject({ updated: 1, removed: 0, failures: [] });
    expect(await textOf('one')).toBe('First text.');
  });

  it('because its id is in another file leaves the other as it is, whichever is read first', async () => {
    workspace.write('b.jsonl', jsonLines({ one: 'The first to have it.' }));
    await index();
    workspace.write('a.jsonl', jsonLines({ one: 'An intruder.', two: 'Its neighbour.' }));
    workspace.write('b.jsonl', jsonLines({ one: 'The first to have it, changed.' }));
    const report = await index();
    expect(report.failures).toMatchObject([{ id: 'a.jsonl', code: 'duplicate_document' }]);
    expect(report.failures[0]?.message).toMatch(/"one".*a\.jsonl.*b\.jsonl/);
    expect(await textOf('one')).toBe('The first to have it, changed.');
    expect(await ids()).toEqual(['one']);
  });

  it('because two new files have one id keeps the first', async () => {
    workspace.write('a.jsonl', jsonLines({ one: 'From a.' }));
    workspace.write('b.jsonl', jsonLines({ one: 'From b.' }));
    expect((await index()).failures).toMatchObject([{ id: 'b.jsonl', code: 'duplicate_document' }]);
    expect(await textOf('one')).toBe('From a.');
  });
});

describe('nothing to index', () => {
  it('refuses an empty folder and leaves the index whole', async () => {
    workspace.write('a.txt', 'One sentence.');
    await index();
    const before = await store.catalogue.state();
    workspace.remove('a.txt');
    await expect(index()).rejects.toMatchObject({ code: 'knowledge_empty' });
    expect(await store.catalogue.state()).toEqual(before);
    expect(await textOf('a.txt')).toBe('One sentence.');
  });
});

describe('an interrupted run', () => {
  it('keeps what was stored, and the next one embeds only the rest', async () => {
    for (let file = 0; file < 12; file++) workspace.write(`f${file}.txt`, paragraphs(100, `file ${file}`));
    const whole = new CountingEmbeddings();
    const otherStore = await SqliteStore.open(join(workspace.folder, 'undisturbed'));
    await new Indexer(otherStore, whole, { knowledgeFolder: workspace.knowledge }).run([workspace.knowledge]);

    const controller = new AbortController();
    let calls = 0;
    embeddings.beforeCall = () => {
      if (++calls === 4) controller.abort();
    };
    await expect(index({ signal: controller.signal })).rejects.toMatchObject({ code: 'cancelled' });
    const kept = await store.catalogue.state();
    expect(kept.documents).toBeGreaterThan(0);
    expect(kept.documents).toBeLessThan(12);
    const report = await index();
    expect(report).toMatchObject({ documents: 12, added: 12 - kept.documents, unchanged: kept.documents });
    expect(report.embedded).toBeLessThan(whole.texts.length);
    expect(await store.catalogue.documents({ limit: 100 })).toEqual(
      (await otherStore.catalogue.documents({ limit: 100 })).map((document) => ({
        ...document,
        indexedAt: expect.any(String),
      })),
    );
    await otherStore.close();
  });

  it('in the middle of a .jsonl goes on in the middle', async () => {
    const documents = Object.fromEntries(
      Array.from({ length: 30 }, (_, number) => [
        `d${String(number).padStart(2, '0')}`,
        paragraphs(30, `d${number}`),
      ]),
    );
    workspace.write('c.jsonl', jsonLines(documents));
    let calls = 0;
    embeddings.beforeCall = () => {
      if (++calls === 3) throw new Error('power cut');
    };
    await expect(index()).rejects.toThrow('power cut');
    const kept = await ids();
    expect(kept.length).toBeGreaterThan(0);
    embeddings.take();
    expect(await index()).toMatchObject({ added: 30 - kept.length, documents: 30, removed: 0 });
    for (const id of kept)
      expect(embeddings.texts.join('\n')).not.toContain(` of ${id.replace('d0', 'd')} says`);
  });

  it('before it began embeds nothing', async () => {
    workspace.write('a.txt', 'One sentence.');
    await expect(index({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
    expect(embeddings.texts).toEqual([]);
  });
});

describe('progress', () => {
  it('begins at 0, never goes back, ends at all bytes of the changed files, failed ones too', async () => {
    for (let file = 0; file < 5; file++) workspace.write(`f${file}.txt`, sentences(80, `file ${file}`));
    workspace.write('bad.txt', new Uint8Array([0, 1, 2]));
    const seen: IndexProgress[] = [];
    const report = await index({ onProgress: (progress) => seen.push(progress) });
    expect(seen[0]).toMatchObject({ done: 0, documents: 0 });
    const done = seen.map((progress) => progress.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(seen.at(-1)).toMatchObject({
      done: seen[0]?.total,
      documents: report.documents,
      passages: report.passages,
      failed: 1,
    });
  });

  it('moves while one large document is embedded', async () => {
    workspace.write('large.txt', paragraphs(2_000, 'large'));
    const seen: number[] = [];
    await index({ onProgress: ({ done }) => seen.push(done) });
    expect(new Set(seen).size).toBeGreaterThan(10);
  });

  it('says nothing where nothing changed', async () => {
    workspace.write('a.txt', 'One sentence.');
    await index();
    const seen: IndexProgress[] = [];
    await index({ onProgress: (progress) => seen.push(progress) });
    expect(seen).toEqual([]);
  });
});

describe('the same text again', () => {
  const text = `# Rules\n\n${sentences(20, 'the rules')}`;
  const vectorsOf = async (id: string) => {
    const { sha256 } = (await store.catalogue.document(id)) ?? { sha256: '' };
    return (await store.ledger.ofText(sha256))?.passages.map(({ vector }) => vector);
  };

  it('is embedded once in a run, whatever its names', async () => {
    workspace.write('rules.md', text);
    const once = await index();
    workspace.write('copies/one.md', text);
    workspace.write('copies/two.md', text);
    expect(await index()).toMatchObject({ added: 2, documents: 3, embedded: 0, passages: 3 * once.passages });
    workspace.remove('rules.md');
    workspace.remove('copies');
    workspace.write('x.md', text);
    workspace.write('y.md', text);
    workspace.write('z.md', text);
    expect(await index()).toMatchObject({ added: 3, removed: 3, embedded: 0 });
    expect(await ids()).toEqual(['x.md', 'y.md', 'z.md']);
  });

  it('is embedded once where all its names are new', async () => {
    for (const name of ['a', 'b', 'c']) workspace.write(`${name}.md`, text);
    const { embedded } = await index();
    expect(new Set(embeddings.texts).size).toBe(embedded);
  });

  it('is not embedded again where a file is renamed, or only what is known of it changed', async () => {
    workspace.write('a.md', text);
    await index();
    const before = await vectorsOf('a.md');
    workspace.remove('a.md');
    workspace.write('b.md', text);
    expect(await index()).toMatchObject({ added: 1, removed: 1, embedded: 0 });
    workspace.write('b.md', `---\nauthor: Ann\n---\n${text}`);
    expect(await index()).toMatchObject({ updated: 1, embedded: 0 });
    expect(await store.catalogue.document('b.md')).toMatchObject({ author: 'Ann' });
    expect(await vectorsOf('b.md')).toEqual(before);
  });

  it('has its passages, and no more, embedded under another title', async () => {
    workspace.write('plain.txt', sentences(20, 'the rules'));
    await index();
    embeddings.take();
    workspace.write('other.txt', sentences(20, 'the rules'));
    const { embedded, passages } = await index();
    expect(embedded).toBe(passages / 2);
    for (const embeddedText of embeddings.take()) expect(embeddedText).toMatch(/^Other\n/);
  });

  it('is embedded again where what is stored of it is damaged', async () => {
    workspace.write('a.md', text);
    const { embedded } = await index();
    const database = new Database(join(workspace.dataDir, 'knowledge.sqlite'));
    database.exec('UPDATE vectors SET vector = zeroblob(length(vector)) WHERE passage = 1');
    database.close();
    workspace.write('b.md', text);
    expect(await index()).toMatchObject({ added: 1, embedded });
  });
});

describe('large files', () => {
  it('embed in small slices: 5 MB of text in one file', async () => {
    const line = (number: number) =>
      `The quick brown fox number ${number} jumps over the lazy dog and its hounds. `;
    const lines = Array.from(
      { length: 70_000 },
      (_, number) => `${line(number)}${number % 12 ? '' : '\n\n'}`,
    );
    workspace.write('large.txt', lines.join(''));
    let largest = 0;
    embeddings.beforeCall = (texts) => {
      largest = Math.max(largest, texts.length);
    };
    const report = await index();
    expect(report).toMatchObject({ documents: 1, failures: [] });
    expect(report.embedded).toBeGreaterThan(5_000);
    expect(largest).toBeLessThanOrEqual(128);
  });

  it('hands over enough at once to keep all of many workers busy', async () => {
    embeddings.workers = 12;
    const texts = Array.from({ length: 900 }, (_, number) => [`d${number}`, `Document ${number} is short.`]);
    workspace.write('many.jsonl', jsonLines(Object.fromEntries(texts)));
    const handed: number[] = [];
    embeddings.beforeCall = (passages) => handed.push(passages.length);
    await index();
    expect(handed).toEqual([384, 384, 132]);
  });
});

describe('removing documents', () => {
  it('takes them out; a file that is still there brings them back, without embedding its others', async () => {
    workspace.write('c.jsonl', jsonLines({ one: 'First text.', two: 'Second text.' }));
    workspace.write('a.txt', 'One sentence.');
    await index();
    await removeFromIndex(store, ['one', 'a.txt']);
    expect(await ids()).toEqual(['two']);
    embeddings.take();
    workspace.remove('a.txt');
    expect(await index()).toMatchObject({ added: 1, removed: 0 });
    for (const text of embeddings.take()) expect(text).toContain('First text.');
    expect(await ids()).toEqual(['one', 'two']);
  });

  it('still lets go of the file’s other documents when the file is gone', async () => {
    workspace.write('c.jsonl', jsonLines({ one: 'First text.', two: 'Second text.' }));
    workspace.write('a.txt', 'One sentence.');
    await index();
    await removeFromIndex(store, ['one']);
    workspace.remove('c.jsonl');
    expect(await index()).toMatchObject({ removed: 1 });
    expect(await ids()).toEqual(['a.txt']);
  });

  it('names what it does not know and removes nothing', async () => {
    workspace.write('a.txt', 'One sentence.');
    await index();
    const before = await store.catalogue.state();
    const removing = removeFromIndex(store, ['a.txt', 'none.txt']);
    await expect(removing).rejects.toMatchObject({ code: 'not_found' });
    await expect(removing).rejects.toThrow(/"none\.txt"/);
    expect(await store.catalogue.state()).toEqual(before);
  });
});
