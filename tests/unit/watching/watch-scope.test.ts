import { mkdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WatchScope } from '../../../src/watching/watch-scope.js';
import { useWorkspace } from '../indexing/support/workspace.js';

const workspace = useWorkspace();

/** Whether a file or folder that is there is watched. */
function includes(name: string): boolean {
  const path = join(workspace.knowledge, name);
  const scope = new WatchScope([workspace.knowledge], join(workspace.knowledge, 'data'));
  return scope.includes(path) && scope.includes(path, statSync(path));
}

describe('what is watched', () => {
  it.each(['a.txt', 'sub/b.pdf', 'sub', '.'])('%s is', (name) => {
    workspace.write('a.txt', '');
    workspace.write('sub/b.pdf', '');
    expect(includes(name)).toBe(true);
  });

  it.each([
    ['.a.txt.swp', "an editor's copy"],
    ['a.txt~', "an editor's backup"],
    ['4913', "an editor's attempt to write"],
    ['~$report.docx', 'the lock file of an open document'],
    ['report.docx.crdownload', 'what is being downloaded'],
    ['.git/note.md', 'what lies in a hidden folder'],
    ['node_modules/pack/README.md', 'an installed package'],
    ['data/uploads/a.txt', 'the data folder, which indexing writes to'],
  ])('%s is not: %s', (name) => {
    workspace.write(name, '');
    expect(includes(name)).toBe(false);
  });

  it('a folder that links lead back to is not watched without end', () => {
    mkdirSync(join(workspace.knowledge, 'sub'));
    mkdirSync(join(workspace.folder, 'elsewhere'));
    symlinkSync(workspace.knowledge, join(workspace.knowledge, 'sub', 'back'));
    symlinkSync(join(workspace.folder, 'elsewhere'), join(workspace.knowledge, 'linked'));
    expect(includes('sub/back')).toBe(false);
    expect(includes('linked')).toBe(true);
  });

  it('hidden folders above a root do not count', () => {
    const root = join(workspace.folder, '.hidden', 'knowledge');
    const scope = new WatchScope([root], join(workspace.folder, 'data'));
    expect(scope.includes(join(root, 'a.txt'))).toBe(true);
  });
});
