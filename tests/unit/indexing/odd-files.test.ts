import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findFiles } from '../../../src/indexing/find-files.js';
import type { IndexReport } from '../../../src/indexing/index-report.js';
import { Indexer, type IndexOptions } from '../../../src/indexing/indexer.js';
import { passedOverFiles } from '../../../src/indexing/passed-over-files.js';
import { SqliteStore } from '../../../src/store/sqlite/sqlite-store.js';
import { FileWatch } from '../../../src/watching/file-watch.js';
import { CountingEmbeddings } from './support/counting-embeddings.js';
import { useWorkspace } from './support/workspace.js';

const workspace = useWorkspace();
let store: SqliteStore;
beforeEach(async () => {
  store = await SqliteStore.open(workspace.dataDir);
});
afterEach(() => store.close());

function index(
  path = workspace.knowledge,
  embeddings = new CountingEmbeddings(),
  options: Partial<IndexOptions> = {},
): Promise<IndexReport> {
  return new Indexer(store, embeddings, { knowledgeFolder: workspace.knowledge, ...options }).run([path]);
}

const within = (name: string) => join(workspace.knowledge, name);
const ids = async () => (await store.catalogue.documents({ limit: 1_000 })).map(({ id }) => id);

/** Everything that is no file, or no file that can be read. */
function writeOddities(): void {
  workspace.write('good.txt', 'A good sentence.');
  execFileSync('mkfifo', [within('pipe.txt')]);
  symlinkSync('/dev/zero', within('endless.txt'));
  symlinkSync('nowhere', within('broken.txt'));
  symlinkSync('loop.txt', within('loop.txt'));
  symlinkSync('.', within('itself'));
  mkdirSync(within('folder.txt/deep'), { recursive: true });
  symlinkSync('../..', within('folder.txt/deep/up'));
  workspace.write('folder.txt/inside.txt', 'Another good sentence.');
  workspace.write('name with\nnewline.txt', 'A third one.');
  writeFileSync(
    Buffer.concat([Buffer.from(within('latin-')), Buffer.from([0xe9]), Buffer.from('.txt')]),
    'x',
  );
}

describe.skipIf(process.platform === 'win32')('odd files in the knowledge folder', () => {
  it('neither hang nor end a run; links to nothing are listed, the others go in', async () => {
    writeOddities();
    const socket = createServer();
    await new Promise<void>((resolve) => socket.listen(within('socket.txt'), resolve));
    const report = await index();
    expect(await ids()).toEqual(['folder.txt/inside.txt', 'good.txt', 'name with\nnewline.txt']);
    expect(report.failures.map(({ message }) => message).sort()).toEqual([
      expect.stringMatching(/^broken\.txt cannot be read \(ENOENT\)\. Where it is a link, .* mend or remove/),
      expect.stringMatching(/^latin-\uFFFD\.txt cannot be read .*Its name is not UTF-8: rename it\.$/),
      expect.stringMatching(/^loop\.txt cannot be read \(ELOOP\)/),
    ]);
    socket.close();
  });

  it('are listed with why they are not read, and what to do', async () => {
    writeOddities();
    workspace.write('.hidden/a.txt', 'Hidden.');
    workspace.write('~$report.docx', 'x');
    workspace.write('report.DOC', 'x');
    workspace.write('README', 'x');
    workspace.write('model.bin', 'x');
    const reasons = passedOverFiles(await findFiles(workspace.knowledge, workspace.knowledge));
    const byId = new Map(reasons.map(({ id, reason }) => [id, reason]));
    expect([...byId.keys()].sort()).toEqual(
      [
        '.hidden',
        'README',
        'endless.txt',
        'folder.txt/deep/up',
        'itself',
        'model.bin',
        'pipe.txt',
        'report.DOC',
      ].concat('~$report.docx'),
    );
    expect(byId.get('.hidden')).toMatch(/^\.hidden is never read, since its name says that it is hidden/u);
    expect(byId.get('pipe.txt')).toBe('pipe.txt is no file and no folder.');
    expect(byId.get('itself')).toBe('itself is a link to a folder that is read already.');
    expect(byId.get('report.DOC')).toMatch(/Save it as \.docx or \.pdf\.$/u);
    expect(byId.get('README')).toMatch(/call it \.txt or \.md\.$/u);
    expect(byId.get('model.bin')).toMatch(/Citewell reads \.txt /u);
  });

  it('neither hang nor end watching, which tells of the good ones', async () => {
    writeOddities();
    const notices: string[] = [];
    let tell: () => void = () => undefined;
    const told = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const fileWatch = await FileWatch.start({
      roots: [workspace.knowledge],
      excluded: workspace.dataDir,
      poll: false,
      onChange: () => tell(),
      onNotice: (text) => notices.push(text),
    });
    workspace.write('good.txt', 'Changed.');
    await told;
    await fileWatch.close();
    expect(notices).toEqual([expect.stringMatching(/loop\.txt cannot be watched \(ELOOP\)/)]);
  });

  it.each(['pipe.txt', 'endless.txt', 'broken.txt', 'loop.txt'])(
    'given alone, %s is refused',
    async (name) => {
      writeOddities();
      await expect(index(within(name))).rejects.toMatchObject({
        code: expect.stringMatching(/^knowledge_(empty|missing)$/),
      });
    },
  );

  // To root everything is readable.
  it.skipIf(process.getuid?.() === 0)(
    'that may not be read are listed, and their documents stay',
    async () => {
      workspace.write('a.txt', 'A sentence.');
      workspace.write('sub/b.txt', 'Another one.');
      await index();
      chmodSync(within('a.txt'), 0);
      chmodSync(within('sub'), 0);
      const { failures } = await index();
      chmodSync(within('sub'), 0o755);
      expect(failures.map(({ message }) => message)).toEqual([
        'sub cannot be read (EACCES). Check its permissions.',
        'a.txt cannot be read (EACCES). Check its permissions.',
      ]);
      expect(await ids()).toEqual(['a.txt', 'sub/b.txt']);
    },
  );
});

describe('files that change while they are indexed', () => {
  it('are remembered as they were read: the next run sees the change', async () => {
    const embeddings = new CountingEmbeddings();
    workspace.write('a.txt', 'First edition.');
    workspace.write('b.txt', 'First edition.');
    const onProgress = () => workspace.write('a.txt', 'Second edition.');
    await index(workspace.knowledge, embeddings, { onProgress });
    workspace.write('b.txt', 'Second edition.');
    await index();
    for (const id of ['a.txt', 'b.txt']) {
      expect((await store.catalogue.document(id))?.text).toBe('Second edition.');
    }
    workspace.write('a.txt', 'First edition.');
    expect(await index()).toMatchObject({ updated: 1 });
    expect((await store.catalogue.document('a.txt'))?.text).toBe('First edition.');
  });

  it('to another name are no failure, and end in the next run under that name alone', async () => {
    for (const name of ['a.txt', 'b.txt']) workspace.write(name, `Document ${name}.`);
    await index();
    for (const name of ['a.txt', 'b.txt']) workspace.write(name, `Document ${name}, changed.`);
    let renamed = false;
    const onProgress = () => {
      if (!renamed) renameSync(within('b.txt'), within('c.txt'));
      renamed = true;
    };
    expect(await index(undefined, undefined, { onProgress })).toMatchObject({ updated: 1, failures: [] });
    expect(await index()).toMatchObject({ added: 1, removed: 1, failures: [] });
    expect(await ids()).toEqual(['a.txt', 'c.txt']);
  });
});
