import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/package-root.js';
import { run, start } from '../../tests/cli/support/run-cli.js';

/** Any token: the server listens to this machine alone. */
const ADMIN_TOKEN = 'admin-token-of-the-load-bench';

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
  const program = start(['serve', '--port', '0', ...flags], {
    cwd: folder,
    environment: { CITEWELL_ADMIN_TOKEN: ADMIN_TOKEN },
  });
  const url = /answers at (http\S+)/.exec(await program.saw(/answers at (http\S+)/))?.[1] ?? '';
  const adminHeaders = { Authorization: `Bearer ${ADMIN_TOKEN}` };
  return {
    url,
    adminHeaders,
    metrics: async () => valuesOf(await (await fetch(`${url}/metrics`, { headers: adminHeaders })).text()),
    stop: async () => {
      const begun = performance.now();
      program.process.kill('SIGTERM');
      const { code } = await program.done;
      rmSync(folder, { recursive: true, force: true });
      return { code, milliseconds: performance.now() - begun };
    },
  };
}

/** Series without labels, of Prometheus' text format. */
function valuesOf(text: string): Map<string, number> {
  const lines = text.matchAll(/^([a-z_\d]+) ([\d.e+-]+)$/gm);
  return new Map([...lines].map(([, name = '', value]) => [name, Number(value)]));
}
