import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findFiles } from '../../../src/indexing/find-files.js';
import { useWorkspace } from './support/workspace.js';

const workspace = useWorkspace();

async function idsBelow(path = workspace.knowledge): Promise<string[]> {
  return (await findFiles(path, workspace.knowledge)).files.map(({ id }) => id);
}

describe('files to index', () => {
  it('are all below the folder, named relative to it, in the order of their names', async () => {
    for (const name of ['b.txt', 'a/z.md', 'a/b/c.txt', 'ä ö.txt', "it's.txt"]) workspace.write(name, 'x');
    expect(await idsBelow()).toEqual(['a/b/c.txt', 'a/z.md', 'b.txt', "it's.txt", 'ä ö.txt']);
  });

  it('leave out hidden files and folders, and node_modules', async () => {
    for (const name of ['.git/config.txt', '.hidden.txt', 'node_modules/x/readme.md', 'seen.txt']) {
      workspace.write(name, 'x');
    }
    expect(await idsBelow()).toEqual(['seen.txt']);
  });

  it('have the same id and source when a folder or file within the knowledge folder is indexed alone', async () => {
    workspace.write('guides/a.txt', 'x');
    workspace.write('guides2/b.txt', 'x');
    const whole = await findFiles(workspace.knowledge, workspace.knowledge);
    const part = await findFiles(join(workspace.knowledge, 'guides'), workspace.knowledge);
    const single = await findFiles(join(workspace.knowledge, 'guides/a.txt'), workspace.knowledge);
    expect(part.files).toEqual(whole.files.filter(({ id }) => id.startsWith('guides/')));
    expect(single.files).toEqual(part.files);
    expect([whole.source, part.source, single.source]).toEqual(['.', './guides', './guides/a.txt']);
  });

  it('outside the knowledge folder are named relative to the path given, with an absolute source', async () => {
    const other = join(workspace.folder, 'knowledge-too');
    mkdirSync(join(other, 'sub'), { recursive: true });
    writeFileSync(join(other, 'sub/a.txt'), 'x');
    const found = await findFiles(other, workspace.knowledge);
    expect(found.files).toMatchObject([{ id: 'sub/a.txt', source: join(other, 'sub/a.txt') }]);
    const single = await findFiles(join(other, 'sub/a.txt'), workspace.knowledge);
    expect(single.files).toMatchObject([{ id: 'a.txt', source: join(other, 'sub/a.txt') }]);
  });

  it('follow links to files and folders, and end where a link leads back up', async () => {
    workspace.write('real/a.txt', 'x');
    symlinkSync(workspace.knowledge, join(workspace.knowledge, 'real/loop'));
    symlinkSync(join(workspace.knowledge, 'real/a.txt'), join(workspace.knowledge, 'link.txt'));
    expect(await idsBelow()).toEqual(['link.txt', 'real/a.txt']);
  });

  it('that cannot be looked at are listed with the reason, and do not hide the others', async () => {
    workspace.write('a.txt', 'x');
    symlinkSync(join(workspace.knowledge, 'nowhere'), join(workspace.knowledge, 'broken.txt'));
    const found = await findFiles(workspace.knowledge, workspace.knowledge);
    expect(found.files.map(({ id }) => id)).toEqual(['a.txt']);
    expect(found.unreadable).toEqual([{ id: 'broken.txt', source: './broken.txt', reason: 'ENOENT' }]);
  });

  it('of a folder that is not there make an error that names it and the setting', async () => {
    const absent = join(workspace.folder, 'absent');
    const finding = findFiles(absent, workspace.knowledge);
    await expect(finding).rejects.toMatchObject({ code: 'knowledge_missing', details: { reason: 'ENOENT' } });
    await expect(finding).rejects.toThrow(absent);
    await expect(finding).rejects.toThrow(/--knowledge/);
  });
});
