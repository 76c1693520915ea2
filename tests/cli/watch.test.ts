import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { useWorkspace } from '../unit/indexing/support/workspace.js';
import { jsonLinesOf, run, start } from './support/run-cli.js';

const workspace = useWorkspace();
const options = () => ({ cwd: workspace.folder });
const citewell = (...args: string[]) => run(args, options());

async function listed(): Promise<string[]> {
  const { stdout } = await citewell('documents', 'list', '--json');
  return jsonLinesOf(stdout).map((line) => (line as { id: string }).id);
}

describe('citewell index --watch', () => {
  it('indexes what changes until it is stopped, and says so once for each time', async () => {
    workspace.write('first.txt', 'The lighthouse has 40 lamps.');
    const watching = start(['index', '--watch', '--json'], options());
    await watching.saw(/Watching knowledge for changes/);
    workspace.write('second.txt', 'The harbour has 12 cranes.');
    await watching.saw(/Indexed in .*1 added(?:.*\n)+.*Indexed in .*1 added/);
    workspace.write('.second.txt.swp', 'What an editor keeps.');
    workspace.write('broken.jsonl', '{"_id": 1');
    renameSync(join(workspace.knowledge, 'first.txt'), join(workspace.knowledge, 'third.txt'));
    await watching.saw(/1 could not be indexed:\n {2}broken\.jsonl, line 1: it is not JSON/);
    expect(await listed()).toEqual(['second.txt', 'third.txt']);
    watching.process.kill('SIGTERM');
    const { code, stdout, stderr } = await watching.done;
    expect(code).toBe(0);
    expect(jsonLinesOf(stdout).length).toBe(stderr.match(/^Indexed in /gm)?.length);
    expect(jsonLinesOf(stdout).at(-1)).toMatchObject({ documents: 2, failures: [{ id: 'broken.jsonl' }] });
  }, 120_000);

  it('waits for the first document, and for a folder that comes back', async () => {
    const watching = start(['index', '--watch'], options());
    await watching.saw(/There is no file to index/);
    workspace.write('first.txt', 'The lighthouse has 40 lamps.');
    await watching.saw(/1 added/);
    workspace.remove('');
    await watching.saw(/knowledge cannot be read \(ENOENT\).*It is tried again at the next change/);
    workspace.write('second.txt', 'The harbour has 12 cranes.');
    await watching.saw(/1 added, 0 updated, 1 removed/);
    watching.process.kill('SIGINT');
    expect((await watching.done).code).toBe(0);
  }, 120_000);

  it('refuses what it is not', async () => {
    const refused = await run(['index'], { ...options(), environment: { CITEWELL_WATCH: 'often' } });
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/CITEWELL_WATCH.* must be on, off or poll/);
  });
});

describe('citewell serve --watch', () => {
  it('answers from documents that came and changed after its start', async () => {
    const server = start(['serve', '--port', '0', '--watch'], options());
    const url = /answers at (http\S+)/.exec(await server.saw(/answers at (http\S+)/))?.[1];
    const ask = async () => {
      const response = await fetch(`${url}/api/ask`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ question: 'How many lamps does the lighthouse have?' }),
      });
      return response.json();
    };
    expect(await ask()).toMatchObject({ code: 'not_ready' });
    for (const lamps of [40, 70]) {
      writeFileSync(join(workspace.knowledge, 'note.txt'), `The lighthouse has ${lamps} lamps.`);
      await vi.waitFor(
        async () => expect(await ask()).toMatchObject({ text: expect.stringContaining(`${lamps} lamps`) }),
        { timeout: 60_000, interval: 250 },
      );
    }
    server.process.kill('SIGTERM');
    expect((await server.done).code).toBe(0);
  }, 180_000);
});
