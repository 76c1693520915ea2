import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { packageRoot } from '../../../src/package-root.js';

const HERE = import.meta.dirname;
const LAUNCHER = join(HERE, 'Start.java');
const CACHE = join(packageRoot, 'node_modules', '.cache', 'citewell-opensearch');
/** For 115 MB, in milliseconds: a repository that cannot be reached must not hold up the tests. */
const FETCHING_LIMIT = 180_000;

/** What differs between the versions that tests can start. */
interface EngineVersion {
  readonly number: string;
  readonly oldestJava: number;
  /** Classes of the plug-ins in the order in which they are loaded. */
  readonly plugins: readonly string[];
}

const KNN = 'org.opensearch.knn.plugin.KNNPlugin';
const VERSIONS: readonly EngineVersion[] = [
  {
    number: '2.19.1',
    oldestJava: 17,
    plugins: [
      'org.opensearch.transport.Netty4Plugin',
      'org.opensearch.analysis.common.CommonAnalysisPlugin',
      'org.opensearch.painless.PainlessPlugin',
      KNN,
    ],
  },
  {
    number: '3.5.0',
    oldestJava: 21,
    plugins: [
      'org.opensearch.transport.Netty4ModulePlugin',
      'org.opensearch.analysis.common.CommonAnalysisModulePlugin',
      'org.opensearch.painless.PainlessModulePlugin',
      KNN,
    ],
  },
];

/** OpenSearch as it lies on this machine, ready to be started. */
export interface Engine extends EngineVersion {
  /** With `lib` and `classes`. */
  readonly folder: string;
  readonly java: string;
}

/** Why OpenSearch can't be started here; the tests that need it are skipped and say so. */
export class EngineUnavailable extends Error {}

/**
 * Fetches OpenSearch from Maven's repository and compiles its launcher, once. `CITEWELL_TEST_OPENSEARCH` names another
 * version than the oldest, `JAVA_HOME` another Java than the first of the path.
 *
 * @throws EngineUnavailable
 */
export async function prepareOpenSearch(): Promise<Engine> {
  if (process.env['CITEWELL_TEST_ENGINES'] === 'off')
    throw new EngineUnavailable('CITEWELL_TEST_ENGINES is off');
  const wanted = process.env['CITEWELL_TEST_OPENSEARCH'] ?? VERSIONS[0]?.number;
  const version = VERSIONS.find(({ number }) => number === wanted);
  if (!version) throw new Error(`CITEWELL_TEST_OPENSEARCH: there is no recipe for OpenSearch ${wanted}.`);
  assertInstalled(version.oldestJava);
  const recipe = join(HERE, version.number);
  const folder = join(CACHE, `${version.number}-${await shortHashOf([recipe, LAUNCHER])}`);
  const engine = { ...version, folder, java: commandOfJava('java') };
  if (existsSync(engine.folder)) return engine;
  await mkdir(CACHE, { recursive: true });
  const staging = await mkdtemp(join(CACHE, 'unfinished-'));
  try {
    await fetchAndCompile(recipe, staging);
    // Another process may have been first.
    await rename(staging, engine.folder).catch((error: unknown) => {
      if (!existsSync(engine.folder)) throw error;
    });
    return engine;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function fetchAndCompile(recipe: string, folder: string): Promise<void> {
  await cp(recipe, folder, { recursive: true });
  await cp(LAUNCHER, join(folder, basename(LAUNCHER)));
  await run('mvn', ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=lib'], folder);
  const lib = join(folder, 'lib');
  for (const zip of (await readdir(lib)).filter((name) => name.endsWith('.zip'))) {
    const plugin = join(lib, pluginNameOf(zip));
    await mkdir(plugin);
    await run(commandOfJava('jar'), ['xf', join(lib, zip)], plugin);
  }
  const sources = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.java'));
  await run(commandOfJava('javac'), ['-cp', 'lib/*', '-d', 'classes', ...sources], folder);
}

/** What was made by another recipe is not taken for this one's. */
async function shortHashOf(places: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const place of places) {
    const isFolder = (await stat(place)).isDirectory();
    const names = isFolder ? (await readdir(place, { recursive: true })).sort() : [''];
    for (const name of names) {
      const file = join(place, name);
      if ((await stat(file)).isFile()) hash.update(`${name}\0`).update(await readFile(file));
    }
  }
  return hash.digest('hex').slice(0, 8);
}

/** `opensearch-knn-2.19.1.0.zip` → `opensearch-knn` */
function pluginNameOf(zip: string): string {
  return zip.replace(/-\d.*$/, '');
}

function commandOfJava(name: string): string {
  const home = process.env['JAVA_HOME'];
  return home ? join(home, 'bin', name) : name;
}

function assertInstalled(oldestJava: number): void {
  for (const [command, flag] of [
    [commandOfJava('javac'), '-version'],
    [commandOfJava('jar'), '--version'],
    ['mvn', '-v'],
  ] as const) {
    const { status, stdout } = spawnSync(command, [flag], { encoding: 'utf8' });
    if (status !== 0) throw new EngineUnavailable(`${command} is not installed`);
    const version = Number(/javac (\d+)/.exec(stdout)?.[1] ?? oldestJava);
    if (version < oldestJava)
      throw new EngineUnavailable(`Java ${oldestJava} is needed, ${command} is ${version}`);
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
