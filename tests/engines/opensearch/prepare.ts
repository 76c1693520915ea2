import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { packageRoot } from '../../../src/package-root.js';

const HERE = import.meta.dirname;
const VERSION = '2.19.1';
const CACHE = join(packageRoot, 'node_modules', '.cache', 'citewell-opensearch');
const OLDEST_JAVA = 17;
/** For 73 MB, in milliseconds: a repository that cannot be reached must not hold up the tests. */
const FETCHING_LIMIT = 120_000;

/** Why OpenSearch can't be started here; the tests that need it are skipped and say so. */
export class EngineUnavailable extends Error {}

/**
 * Fetches OpenSearch from Maven's repository and compiles its launcher, once.
 *
 * @returns the folder with `lib` and `classes`
 * @throws EngineUnavailable
 */
export async function prepareOpenSearch(): Promise<string> {
  if (process.env['CITEWELL_TEST_ENGINES'] === 'off')
    throw new EngineUnavailable('CITEWELL_TEST_ENGINES is off');
  assertInstalled();
  const folder = join(CACHE, VERSION);
  if (existsSync(folder)) return folder;
  await mkdir(CACHE, { recursive: true });
  const staging = await mkdtemp(join(CACHE, 'unfinished-'));
  try {
    for (const file of ['pom.xml', 'Start.java']) await cp(join(HERE, file), join(staging, file));
    await run('mvn', ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=lib'], staging);
    const lib = join(staging, 'lib');
    for (const zip of (await readdir(lib)).filter((name) => name.endsWith('.zip'))) {
      const plugin = join(lib, basename(zip, '.zip'));
      await mkdir(plugin);
      await run('jar', ['xf', join(lib, zip)], plugin);
    }
    await mkdir(join(staging, 'classes'));
    await run('javac', ['-cp', 'lib/*', '-d', 'classes', 'Start.java'], staging);
    // Another process may have been first.
    await rename(staging, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
    return folder;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

function assertInstalled(): void {
  for (const [command, flag] of [
    ['javac', '-version'],
    ['jar', '--version'],
    ['mvn', '-v'],
  ] as const) {
    const { status, stdout } = spawnSync(command, [flag], { encoding: 'utf8' });
    if (status !== 0) throw new EngineUnavailable(`${command} is not installed`);
    const version = Number(/javac (\d+)/.exec(stdout)?.[1] ?? OLDEST_JAVA);
    if (version < OLDEST_JAVA)
      throw new EngineUnavailable(`Java ${OLDEST_JAVA} is needed, this is ${version}`);
  }
}

/** In a group of its own, so that what it starts ends with it. */
function run(command: string, commandArguments: readonly string[], folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, commandArguments, {
      cwd: folder,
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore'],
    });
    const timer = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGKILL'), FETCHING_LIMIT);
    child.on('error', reject);
    child.on('exit', (code) => {
      clearTimeout(timer);
      if (code === 0) resolve();
      else reject(new EngineUnavailable(`${command} failed: is Maven's repository out of reach?`));
    });
  });
}
