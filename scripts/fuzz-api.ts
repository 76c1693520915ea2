/**
 * `npm run test:fuzz -- [FLAGS OF schemathesis run]`: requests made from `/openapi.json` by schemathesis, of PyPI,
 * against the built program over the article, with the routes of the admin token. See `docs/fuzzing.md`.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../src/package-root.js';
import { start } from '../tests/cli/support/run-cli.js';

/** Any token: the server listens to this machine alone. */
const ADMIN_TOKEN = 'admin-token-of-the-fuzzing';
/** The executable, where it is not on the path: `.venv/bin/schemathesis`. */
const SCHEMATHESIS = process.env['SCHEMATHESIS'] ?? 'schemathesis';

const folder = mkdtempSync(join(tmpdir(), 'citewell-fuzz-'));
cpSync(join(packageRoot, 'knowledge'), join(folder, 'knowledge'), { recursive: true });
const program = start(['serve', '--port', '0'], {
  cwd: folder,
  environment: { CITEWELL_ADMIN_TOKEN: ADMIN_TOKEN },
});
const url = /answers at (http\S+)/.exec(await program.saw(/answers at (http\S+)/))?.[1] ?? '';

const config = join(packageRoot, 'tests', 'fuzz', 'schemathesis.toml');
const found = await exitCodeOf([
  ...['--config-file', config, 'run', `${url}/openapi.json`],
  ...['--checks', 'all', '--header', `Authorization: Bearer ${ADMIN_TOKEN}`],
  ...process.argv.slice(2),
]);
const ready = (await fetch(`${url}/readyz`)).status;
program.process.kill('SIGTERM');
const { code, stderr } = await program.done;
rmSync(folder, { recursive: true, force: true });

const counts = new Map<string, number>();
for (const [, status = ''] of stderr.matchAll(/^\{.*"status":(\d{3})/gm)) {
  counts.set(status, (counts.get(status) ?? 0) + 1);
}
const requests = [...counts.values()].reduce((sum, count) => sum + count, 0);
const failures = [...counts].filter(([status]) => status.startsWith('5'));
process.stdout.write(
  `\n${requests} requests: ${[...counts]
    .sort()
    .map(([status, count]) => `${count}×${status}`)
    .join(' ')}; ready afterwards: ${ready}; exit code on SIGTERM: ${code}\n`,
);
process.exitCode = found === 0 && failures.length === 0 && ready === 200 && code === 0 ? 0 : 1;

function exitCodeOf(args: readonly string[]): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(SCHEMATHESIS, args, { stdio: 'inherit', cwd: folder });
    child.on('error', (cause) =>
      reject(new Error(`${SCHEMATHESIS} cannot be run. docs/fuzzing.md says how to get it.`, { cause })),
    );
    child.on('close', resolve);
  });
}
