import { describe, expect, it } from 'vitest';
import { useWorkspace } from '../unit/indexing/support/workspace.js';
import { jsonLinesOf, run } from './support/run-cli.js';

const workspace = useWorkspace();
const citewell = (...args: string[]) => run(args, { cwd: workspace.folder });

describe('many files', () => {
  it('1,000 are indexed and asked; with one changed the next run embeds that one only, and is silent in a pipe', async () => {
    for (let file = 0; file < 1_000; file++) {
      workspace.write(`towns/${file}.txt`, `The town with number ${file} has ${file * 7 + 3} bridges.`);
    }
    const first = await citewell('index', '--json');
    expect(first.code).toBe(0);
    expect(jsonLinesOf(first.stdout)).toMatchObject([{ documents: 1_000, added: 1_000, failures: [] }]);
    expect(first.stderr).toMatch(/^Indexed in .*\nThe index holds 1000 documents in 1000 passages\.\n$/);

    const asked = await citewell('ask', 'How many bridges has the town with number 613?', '--json');
    const [answer] = jsonLinesOf(asked.stdout) as [{ citations: unknown[]; related: unknown[] }];
    expect([...answer.citations, ...answer.related][0]).toMatchObject({ document: { id: 'towns/613.txt' } });

    workspace.write('towns/42.txt', 'The town with number 42 lost all its bridges.');
    const second = await citewell('index', '--json');
    const [report] = jsonLinesOf(second.stdout) as [{ embedded: number }];
    expect(report).toMatchObject({ added: 0, updated: 1, removed: 0, unchanged: 999 });
    expect(report.embedded).toBe(1);
    expect((await citewell('documents', 'show', 'towns/42.txt')).stdout).toContain('lost all its bridges');
  });

  it('are indexed one by one when a shell names each of them', async () => {
    const names = Array.from(
      { length: 300 },
      (_, file) => `towns/a-rather-long-name-of-a-town-with-number-${file}.txt`,
    );
    for (const name of names) workspace.write(name, 'x y z.');
    const indexed = await citewell('index', '--json', ...names.map((name) => `knowledge/${name}`));
    expect(indexed.code).toBe(0);
    expect(jsonLinesOf(indexed.stdout)).toMatchObject([{ documents: 300, failures: [] }]);
  });
});
