import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, cpSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { packageRoot } from '../../src/package-root.js';
import { PROGRAM, run } from '../../tests/cli/support/run-cli.js';

/** Any token: the server listens to this machine alone. */
const ADMIN_TOKEN = 'admin-token-of-the-load-bench';

/** How often the log is looked at until it tells the address. */
const LOOK_MILLISECONDS = 50;

/** The built program in a process of its own, serving the article. */
export interface LoadServer {
  readonly url: string;
  readonly adminHeaders: Readonly<Record<string, string>>;
  /** The process' own figures, by their names in `/metrics`; the event loop's begin anew with each reading. */
  metrics(): Promise<ReadonlyMap<string, number>>;
  /** Stops it with SIGTERM. @returns its exit code and the milliseconds that it took */
  stop(): Promise<{ code: number | null; milliseconds: number }>;
}

export async function startLoadServer(flags: readonly string[]): Promise<LoadServer> {
  const folder = mkdtempSync(join(tmpdir(), 'citewell-load-'));
  cpSync(join(packageRoot, 'knowledge'), join(folder, 'knowledge'), { recursive: true });
  await run(['index'], { cwd: folder });
  const { program, url } = await serve(folder, flags);
  const adminHeaders = { Authorization: `Bearer ${ADMIN_TOKEN}` };
  return {
    url,
    adminHeaders,
    metrics: async () => valuesOf(await (await fetch(`${url}/metrics`, { headers: adminHeaders })).text()),
    stop: async () => {
      const begun = performance.now();
      const ended = once(program, 'exit');
      program.kill('SIGTERM');
      const [code] = (await ended) as [number | null];
      rmSync(folder, { recursive: true, force: true });
      return { code, milliseconds: performance.now() - begun };
    },
  };
}

/**
 * Its log goes to a file: through a pipe, this process would wake for each of its lines, on the cores that the server
 * is measured on.
 */
async function serve(
  folder: string,
  flags: readonly string[],
): Promise<{ program: ChildProcess; url: string }> {
  const logFile = join(folder, 'server.log');
  const log = openSync(logFile, 'w');
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('CITEWELL_'));
  const program = spawn(process.execPath, [PROGRAM, 'serve', '--port', '0', ...flags], {
    cwd: folder,
    env: { ...Object.fromEntries(inherited), CITEWELL_ADMIN_TOKEN: ADMIN_TOKEN },
    stdio: ['ignore', 'ignore', log],
  });
  closeSync(log);
  for (;;) {
    const url = /answers at (http\S+)/.exec(readFileSync(logFile, 'utf8'))?.[1];
    if (url !== undefined) return { program, url };
    if (program.exitCode !== null) throw new Error(`The server ended: ${readFileSync(logFile, 'utf8')}`);
    await delay(LOOK_MILLISECONDS);
  }
}

/** Series without labels, of Prometheus' text format. */
function valuesOf(text: string): Map<string, number> {
  const lines = text.matchAll(/^([a-z_\d]+) ([\d.e+-]+)$/gm);
  return new Map([...lines].map(([, name = '', value]) => [name, Number(value)]));
}
