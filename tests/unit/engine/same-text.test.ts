import { afterEach, describe, expect, it } from 'vitest';
import { Citewell } from '../../../src/citewell.js';
import { useWorkspace } from '../indexing/support/workspace.js';

const workspace = useWorkspace();
let citewell: Citewell | undefined;

afterEach(async () => {
  await citewell?.close();
  citewell = undefined;
});

const RULES = `# Parental leave

Employees may take 34 weeks of parental leave until the child is eight years old. The manager agrees to the dates in
writing, four months before the leave begins.
`;
const QUESTION = 'How many weeks of parental leave may employees take?';

async function open(): Promise<Citewell> {
  citewell = await Citewell.open({ knowledge: workspace.knowledge, dataDir: workspace.dataDir });
  await citewell.index();
  return citewell;
}

async function cited(): Promise<string[][] | undefined> {
  const answer = await citewell?.ask(QUESTION);
  expect(answer?.outcome).toBe('answered');
  for (const { document, alsoIn = [], start, end, quote } of answer?.citations ?? []) {
    for (const { id } of [document, ...alsoIn]) {
      expect((await citewell?.getDocument(id))?.text.slice(start, end)).toBe(quote);
    }
  }
  return answer?.citations.map(({ document, alsoIn = [] }) =>
    [document, ...alsoIn].map(({ id }) => id).sort(),
  );
}

describe('the same text under several names', () => {
  it('is cited once with all of them, and goes on being cited when names come and go', async () => {
    for (const name of ['rules.md', 'archive/rules.md', 'copy of rules.md']) workspace.write(name, RULES);
    const engine = await open();
    expect(await cited()).toEqual([['archive/rules.md', 'copy of rules.md', 'rules.md']]);
    workspace.remove('archive');
    await engine.index();
    expect(await cited()).toEqual([['copy of rules.md', 'rules.md']]);
    await engine.removeDocuments(['rules.md']);
    expect(await cited()).toEqual([['copy of rules.md']]);
    workspace.write('again.md', RULES);
    expect(await engine.index()).toMatchObject({ embedded: 0 });
    expect(await cited()).toEqual([['again.md', 'copy of rules.md', 'rules.md']]);
  }, 240_000);

  it('leaves room for others, however many names there are', async () => {
    for (let copy = 0; copy < 150; copy++) workspace.write(`rules-${copy}.txt`, RULES.replace('# ', ''));
    workspace.write(
      'sick.txt',
      'Sick leave\n\nEmployees who fall ill tell their manager on the first day of leave.',
    );
    workspace.write(
      'care.txt',
      'Care leave\n\nWho cares for a relative may take ten days of leave in a year.',
    );
    const hits = await (await open()).search(QUESTION, { limit: 3 });
    expect(hits.map(({ document }) => document.title).sort()).toEqual([
      'Care leave',
      'Parental leave',
      'Sick leave',
    ]);
    expect(hits[0]?.alsoIn).toHaveLength(100);
  }, 240_000);

  it('does not let versions of a page take the places of other pages', async () => {
    for (let version = 0; version < 12; version++) {
      const edited = RULES.replace('in\nwriting', `${'really '.repeat(version % 3)}in writing`);
      workspace.write(`v${version}.md`, `${edited}${'See also the intranet. '.repeat(version % 4)}\n`);
    }
    workspace.write('sick.md', '# Sick leave\n\nEmployees who fall ill tell their manager on the first day.');
    const hits = await (await open()).search(QUESTION, { limit: 3 });
    expect(hits.map(({ document }) => document.id)).toContain('sick.md');
  }, 240_000);
});
