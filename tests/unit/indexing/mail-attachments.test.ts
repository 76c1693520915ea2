import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CitewellError } from '../../../src/errors.js';
import type { FoundFile } from '../../../src/indexing/find-files.js';
import { Indexer } from '../../../src/indexing/indexer.js';
import type { ReadFile } from '../../../src/indexing/read-file.js';
import { ReadingProcess } from '../../../src/indexing/reading-process.js';
import { removeFromIndex } from '../../../src/indexing/remove-documents.js';
import { SqliteStore } from '../../../src/store/sqlite/sqlite-store.js';
import { type Attached, mailWith } from '../documents/support/mail-writer.js';
import { docx } from '../documents/support/office-files.js';
import { CountingEmbeddings } from './support/counting-embeddings.js';
import { jsonLines, useWorkspace } from './support/workspace.js';

const MEBIBYTE = 2 ** 20;
const workspace = useWorkspace();
const embeddings = new CountingEmbeddings();
let store: SqliteStore;
beforeEach(async () => {
  store = await SqliteStore.open(workspace.dataDir);
});
afterEach(() => store.close());

const index = (reading?: ReadingProcess) =>
  new Indexer(store, embeddings, { knowledgeFolder: workspace.knowledge }, reading).run([
    workspace.knowledge,
  ]);
const documents = async () => store.catalogue.documents({ limit: 1_000 });
const ids = async () => (await documents()).map(({ id }) => id);
const write = (...attached: Attached[]) =>
  workspace.write('mail.eml', mailWith('Papers', 'See below.', attached));

/** As on a machine that is too busy for one of the attachments. */
class BusyReading extends ReadingProcess {
  constructor(private readonly part: string) {
    super();
  }

  override async read(file: FoundFile): Promise<ReadFile> {
    const read = await super.read(file);
    const late = new CitewellError('file_too_large', `${this.part} takes more than 60 seconds to read.`);
    const documents = read.documents.filter(({ id }) => id !== this.part);
    return { ...read, documents, lost: new Map([[this.part, late]]) };
  }
}

const FIRST = { name: 'first.txt', content: 'The first text.' };
const SECOND = { name: 'second.txt', content: 'The second text.' };

describe('a mail with attachments in the index', () => {
  it('lets go of those that it has no longer, and embeds only what it has anew', async () => {
    write(FIRST, SECOND);
    await index();
    expect(await ids()).toEqual(['mail.eml', 'mail.eml#first.txt', 'mail.eml#second.txt']);
    embeddings.take();
    write(SECOND, { name: 'third.txt', content: 'The third text.' });
    expect(await index()).toMatchObject({ added: 1, updated: 1, removed: 1, failures: [] });
    expect(await ids()).toEqual(['mail.eml', 'mail.eml#second.txt', 'mail.eml#third.txt']);
    expect(embeddings.take().filter((text) => text.includes('second text'))).toEqual([]);
    workspace.write('a.txt', 'A text.');
    workspace.remove('mail.eml');
    expect(await index()).toMatchObject({ removed: 3 });
    expect(await ids()).toEqual(['a.txt']);
  });

  it('is one with them where it is removed from the index; one of them can be removed alone', async () => {
    const inner = mailWith('Inner', 'Deeper.', [FIRST]);
    write({ name: 'inner.eml', content: inner }, SECOND);
    workspace.write('c.jsonl', jsonLines({ mail: 'A text.', 'mail#1': 'Another text.' }));
    await index();
    expect(await removeFromIndex(store, ['mail.eml#inner.eml'])).toBe(2);
    expect(await ids()).toEqual(['mail', 'mail#1', 'mail.eml', 'mail.eml#second.txt']);
    expect(await removeFromIndex(store, ['mail.eml'])).toBe(2);
    expect(await removeFromIndex(store, ['mail'])).toBe(1);
    expect(await ids()).toEqual(['mail#1']);
  });

  it('is one with them where it is all of the knowledge', async () => {
    write(FIRST, SECOND);
    const file = join(workspace.knowledge, 'mail.eml');
    const indexFile = () => new Indexer(store, embeddings, { knowledgeFolder: file }).run([file]);
    await indexFile();
    // As indexes of an earlier version name it.
    const named = (await ids()).map((id) => ({ id, source: '.' }));
    const putSources = [{ name: '.', sha256: 'any' }];
    await store.apply({ repoint: named, putSources, removeSources: ['./mail.eml'] });
    expect(await indexFile()).toMatchObject({ added: 0, removed: 0, failures: [] });
    expect((await store.ledger.sources('.')).map(({ name }) => name)).toEqual(['./mail.eml']);
    expect(await ids()).toEqual(['mail.eml', 'mail.eml#first.txt', 'mail.eml#second.txt']);
    expect(await removeFromIndex(store, ['mail.eml'])).toBe(3);
    expect(await ids()).toEqual([]);
  });

  it('keeps what its parser did not survive this time, says so at each run, and reads it again', async () => {
    const all = ['mail.eml', 'mail.eml#first.txt', 'mail.eml#second.txt'];
    write(FIRST, SECOND);
    await index();
    workspace.write('mail.eml', mailWith('Papers', 'See below, please.', [FIRST, SECOND]));
    for (const updated of [1, 0]) {
      expect(await index(new BusyReading('mail.eml#first.txt'))).toMatchObject({
        updated,
        removed: 0,
        failures: [{ id: 'mail.eml#first.txt', code: 'file_too_large' }],
      });
      expect(await ids()).toEqual(all);
    }
    expect(await index()).toMatchObject({ removed: 0, failures: [] });
    expect(await ids()).toEqual(all);
    expect(await index()).toMatchObject({ unchanged: 1, updated: 0 });
  });

  it('keeps sizes: of the file, of each attachment, of each line', async () => {
    write(FIRST);
    workspace.write('c.jsonl', '{"_id": "one", "text": "é"}\n{"_id": "two", "text": "e"}\n');
    workspace.write('a.txt', 'é');
    await index();
    expect(Object.fromEntries((await documents()).map(({ id, bytes }) => [id, bytes]))).toEqual({
      'a.txt': 2,
      'mail.eml': statSync(join(workspace.knowledge, 'mail.eml')).size,
      'mail.eml#first.txt': 15,
      one: 28,
      two: 27,
    });
  });

  it('is read without the attachments that its parser does not survive, which it names', async () => {
    const bomb = { name: 'bomb.docx', content: docx('<w:p><w:r><w:t>x</w:t></w:r></w:p>'.repeat(300_000)) };
    write(FIRST, bomb, SECOND);
    const path = join(workspace.knowledge, 'mail.eml');
    const file = { id: 'mail.eml', source: './mail.eml', path, size: statSync(path).size };
    const reading = new ReadingProcess({ time: () => 120_000, memory: 350 * MEBIBYTE });
    const once = await reading.read(file);
    expect(once.documents.map(({ id }) => id)).toEqual([
      'mail.eml',
      'mail.eml#first.txt',
      'mail.eml#second.txt',
    ]);
    expect([...once.lost.keys()]).toEqual(['mail.eml#bomb.docx']);
    expect(once.documents[0]?.warnings).toEqual([
      expect.stringMatching(/^mail\.eml#bomb\.docx needs more than 350 MiB of memory to be read\./u),
    ]);
    write(bomb, bomb, bomb, bomb, SECOND);
    const often = await reading.read({ ...file, size: statSync(path).size });
    reading.close();
    expect(often.documents.map(({ id }) => id)).toEqual(['mail.eml']);
    expect(often.documents[0]?.warnings).toHaveLength(5);
  }, 240_000);
});
