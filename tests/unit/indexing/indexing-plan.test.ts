import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readerFor } from '../../../src/documents/document-readers.js';
import { planIndexing } from '../../../src/indexing/indexing-plan.js';
import { readSourceFile } from '../../../src/indexing/source-file.js';
import type { Ledger, Source } from '../../../src/store/knowledge-store.js';
import { useWorkspace } from './support/workspace.js';

const workspace = useWorkspace();

function ledgerOf(sources: readonly Source[]): Ledger {
  return {
    sources: async (root) =>
      sources.filter(({ name }) => root === '.' || name === root || name.startsWith(`${root}/`)),
    documentsOf: async () => [],
    entries: async () => new Map(),
    ofText: async () => undefined,
  };
}

function plan(sources: readonly Source[], path = workspace.knowledge) {
  return planIndexing([path], ledgerOf(sources), { knowledgeFolder: workspace.knowledge });
}

/** The sources as they are after everything planned was done. */
async function done(): Promise<Source[]> {
  const { changed } = await plan([]);
  const reading = changed.map(async (file): Promise<Source> => {
    const version = readerFor(file.id)?.version ?? '';
    return { name: file.source, sha256: (await readSourceFile(file, version)).sha256 };
  });
  return Promise.all(reading);
}

describe('the plan of an indexing run', () => {
  it('reads new and changed files, leaves out what did not change, and finds what is gone', async () => {
    for (const name of ['same.txt', 'changed.txt', 'gone.txt']) workspace.write(name, name);
    const sources = await done();
    workspace.write('changed.txt', 'other');
    workspace.write('new.md', 'new');
    workspace.remove('gone.txt');
    const next = await plan(sources);
    expect(next.changed.map(({ id }) => id)).toEqual(['changed.txt', 'new.md']);
    expect(next).toMatchObject({ unchanged: 1, gone: ['./gone.txt'], failures: [], skipped: 0 });
  });

  it('counts files of formats that are not read, and forgets those that were known before', async () => {
    workspace.write('a.txt', 'a');
    workspace.write('image.png', 'x');
    expect(await plan([{ name: './image.png', sha256: '0' }])).toMatchObject({
      skipped: 1,
      gone: ['./image.png'],
    });
  });

  it('looks only below the path given: other files are not gone', async () => {
    workspace.write('part/a.txt', 'a');
    const elsewhere = { name: './other/b.txt', sha256: '0' };
    const next = await plan([elsewhere], join(workspace.knowledge, 'part'));
    expect(next).toMatchObject({ gone: [], changed: [{ id: 'part/a.txt' }] });
  });

  it('refuses a folder with nothing to read, names the formats, and how to take documents out', async () => {
    workspace.write('image.png', 'x');
    const planning = plan([{ name: './gone.txt', sha256: '0' }]);
    await expect(planning).rejects.toMatchObject({ code: 'knowledge_empty' });
    await expect(planning).rejects.toThrow(/\.txt .*documents remove/);
  });

  it('reads a file once that is below two of the paths', async () => {
    workspace.write('part/a.txt', 'a');
    const paths = [workspace.knowledge, join(workspace.knowledge, 'part')];
    const next = await planIndexing(paths, ledgerOf([]), { knowledgeFolder: workspace.knowledge });
    expect(next.changed.map(({ id }) => id)).toEqual(['part/a.txt']);
  });
});
