import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = new URL('../peers/', import.meta.url);

/** Installs the peers from the registry where they are not there, or not those of their lock file. */
export function installPeers(say: (line: string) => void): void {
  const wanted = statSync(new URL('package-lock.json', FOLDER));
  const installed = statSync(new URL('node_modules/.package-lock.json', FOLDER), { throwIfNoEntry: false });
  if (installed && installed.mtimeMs >= wanted.mtimeMs) return;
  say('installing the peers (some 800 MB; bench/peers/node_modules)');
  // Not `ci`, which wants LanceDB's packages for every platform in the lock file: some are not published.
  execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund'], {
    cwd: fileURLToPath(FOLDER),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
