import { cpSync, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { withIndexLock } from '../../src/indexing/index-lock.js';
import { packageRoot } from '../../src/package-root.js';
import { useWorkspace } from '../unit/indexing/support/workspace.js';
import { jsonLinesOf, type RunningProgram, run, start } from './support/run-cli.js';

const workspace = useWorkspace();
const options = () => ({ cwd: workspace.folder });
const citewell = (...args: string[]) => run(args, options());

/** About half a minute of embedding. */
function writeMuch(): void {
  for (let file = 0; file < 60; file++) {
    const lines = Array.from(
      { length: 40 },
      (_, line) =>
        `Sentence ${line} of file ${file} says that ${line * file} lighthouses stand on the coast.`,
    );
    workspace.write(`f${file}.txt`, lines.join('\n\n'));
  }
}

function useArticle(): void {
  cpSync(join(packageRoot, 'knowledge'), workspace.knowledge, { recursive: true });
}

/** Waits until a command is at the indexing: it has its handlers for signals then, however slow its start was. */
async function indexes({ process: { pid } }: RunningProgram): Promise<void> {
  const file = join(workspace.folder, '.citewell/index-lock.sqlite');
  const holder = () => {
    if (!existsSync(file)) return undefined;
    const lock = new Database(file, { readonly: true });
    try {
      const hasTable = lock.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'holder'").pluck().get();
      return hasTable === 1 ? lock.prepare('SELECT pid FROM holder').pluck().get() : undefined;
    } finally {
      lock.close();
    }
  };
  await expect.poll(holder, { interval: 500 }).toBe(pid);
}

describe('citewell index, interrupted', () => {
  it('by Ctrl-C exits with 130, keeps what was finished and goes on from there', async () => {
    writeMuch();
    const indexing = start(['index'], options());
    await indexes(indexing);
    await delay(5_000);
    indexing.process.kill('SIGINT');
    const interrupted = await indexing.done;
    expect(interrupted).toMatchObject({
      code: 130,
      stdout: '',
      stderr: 'Interrupted; what was finished is kept.\n',
    });
    const kept = Number((await citewell('documents', 'list')).stdout.split('\n').length - 1);
    const [report] = jsonLinesOf((await citewell('index', '--json')).stdout) as [{ added: number }];
    expect(report).toMatchObject({ documents: 60, failures: [], added: 60 - kept, unchanged: kept });
  });

  it('as soon as it starts exits with 130 and leaves no lock', async () => {
    useArticle();
    for (const milliseconds of [450, 600, 800]) {
      const indexing = start(['index'], options());
      await delay(milliseconds);
      indexing.process.kill('SIGINT');
      // Before the program has its handlers, the signal itself ends it; after the work is done it is 0.
      expect([130, null, 0]).toContain((await indexing.done).code);
    }
    expect(await citewell('index')).toMatchObject({ code: 0 });
  });
});

describe('a second signal', () => {
  it.each([
    ['SIGINT', 'SIGTERM'],
    ['SIGTERM', 'SIGTERM'],
  ] as const)('%s, then %s, ends at once what the first would have let finish', async (first, second) => {
    useArticle();
    const server = start(['serve', '--port', '0'], options());
    const port = /answers at http:\S+:(\d+)/.exec(await server.saw(/answers at (http\S+)/))?.[1];
    const request = connect(Number(port), '127.0.0.1');
    request.on('error', () => undefined);
    // A request that is under way, which an orderly end waits for.
    request.write(
      'POST /api/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
    );
    await delay(300);
    server.process.kill(first);
    expect(await Promise.race([server.done, delay(1_000, 'still there')])).toBe('still there');
    server.process.kill(second);
    await server.done;
    expect(server.process.signalCode).toBe(second);
    request.destroy();
  });
});

describe('two indexing runs at once', () => {
  it('one is refused and told who holds the index', async () => {
    writeMuch();
    const first = start(['index'], options());
    await indexes(first);
    const second = await citewell('index');
    expect(second).toMatchObject({ code: 1, stdout: '' });
    expect(second.stderr).toContain(`is being indexed by process ${first.process.pid} on `);
    first.process.kill('SIGKILL');
    await first.done;
    const third = start(['index'], options());
    await indexes(third);
    third.process.kill('SIGINT');
    expect((await third.done).code).toBe(130);
  });
});

describe('citewell serve', () => {
  it('says where it answers, answers, and exits with 0 when it is stopped', async () => {
    useArticle();
    const server = start(['serve', '--port', '0'], options());
    const printed = await server.saw(/Citewell answers at (http\S+)/);
    const url = /answers at (http\S+)/.exec(printed)?.[1];
    const response = await fetch(`${url}/api/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question: 'How much is Alibaba investing?' }),
    });
    expect(await response.json()).toMatchObject({ outcome: 'answered' });
    server.process.kill('SIGTERM');
    expect(await server.done).toMatchObject({ code: 0, stdout: '' });
  });

  it.each([500, 700, 1_000])(
    'exits with 0 when it is stopped %i ms after its start',
    async (milliseconds) => {
      writeMuch();
      const server = start(['serve', '--port', '0'], options());
      await delay(milliseconds);
      server.process.kill('SIGINT');
      const { code, stderr } = await server.done;
      // Before the program has its handlers, the signal itself ends it.
      expect([0, null]).toContain(code);
      expect(stderr).not.toMatch(/\n\s+at /);
    },
  );

  it('exits with 0 when it is stopped while it indexes, and keeps what was finished', async () => {
    writeMuch();
    const server = start(['serve', '--port', '0'], options());
    await indexes(server);
    await delay(3_000);
    server.process.kill('SIGTERM');
    expect(await server.done).toMatchObject({ code: 0, stdout: '' });
    const [{ findings }] = jsonLinesOf((await citewell('doctor', '--json')).stdout) as [
      { findings: unknown[] },
    ];
    expect(findings).toContainEqual(expect.objectContaining({ name: 'store', ok: true }));
  });

  it('serves the index from before while another process indexes', async () => {
    useArticle();
    await citewell('index');
    const other = await withIndexLock(join(workspace.folder, '.citewell'), async () => {
      const server = start(['serve', '--port', '0'], options());
      const printed = await server.saw(/Citewell answers at/);
      server.process.kill('SIGTERM');
      return { printed, run: await server.done };
    });
    expect(other.printed).toMatch(/is being indexed by process .*\nThe index from before is served\./);
    expect(other.run.code).toBe(0);
  });

  it('exits with 1 where the port is in use, before it indexes anything', async () => {
    useArticle();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const refused = await citewell('serve', '--port', String(port));
    other.close();
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is in use.*--port`));
  });

  it('exits with 1 where there are no documents and no index', async () => {
    const refused = await citewell('serve', '--port', '0', '--knowledge', 'absent');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/absent cannot be read/);
  });
});
