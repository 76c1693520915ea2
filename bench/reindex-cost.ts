import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { IndexReport } from '../src/indexing/index-report.js';
import { packageRoot } from '../src/package-root.js';

/**
 * What indexing again costs, with the program as it is shipped (`npm run build` first) and its own model:
 * `npx tsx bench/reindex-cost.ts [--documents 10000]`. A first run, one with 1% of the documents changed, one with
 * nothing changed, and the same once more; seconds are those of the whole process, and of all cores that it kept busy,
 * beside those of a process that only starts. A file that was younger than two seconds when it was read is read again.
 */
const { values } = parseArgs({ options: { documents: { type: 'string', default: '10000' } } });
const DOCUMENTS = Number(values.documents);
const CHANGED = Math.ceil(DOCUMENTS / 100);
const DOCUMENTS_A_FOLDER = 100;
const PLACES = ['coast', 'harbour', 'northern cape', 'island', 'river mouth', 'old town', 'eastern pier'];
const PROGRAM = join(packageRoot, 'dist', 'src', 'cli', 'main.js');

const folder = mkdtempSync(join(tmpdir(), 'citewell-reindex-'));

function write(number: number, edition: number): void {
  const place = PLACES[number % PLACES.length];
  const parent = join(folder, 'knowledge', `part-${Math.floor(number / DOCUMENTS_A_FOLDER)}`);
  mkdirSync(parent, { recursive: true });
  writeFileSync(
    join(parent, `lighthouse-${number}.txt`),
    `Lighthouse ${number} stands at the ${place} and was painted ${edition + 1} times. Its lamp has ${number * 7} candelas.\n`,
  );
}

/** Makes a process say at its end what it took of all cores, its threads included. */
const TELL_CPU = `import { isMainThread } from 'node:worker_threads';
if (isMainThread) process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  process.stderr.write('\\ncpu ' + (user + system) + '\\n');
});`;

interface Run {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly stdout: string;
}

function citewell(...args: string[]): Run {
  const startedAt = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(TELL_CPU)}`,
    },
  });
  if (status !== 0) throw new Error(`citewell ${args.join(' ')} ended with ${status}: ${stderr}`);
  const [, microseconds] = /^cpu (\d+)$/mu.exec(stderr) ?? [];
  if (microseconds === undefined) throw new Error(`citewell ${args.join(' ')} told no processor time`);
  return {
    seconds: (performance.now() - startedAt) / 1000,
    cpuSeconds: Number(microseconds) / 1e6,
    stdout,
  };
}

const timeOf = ({ seconds, cpuSeconds }: Run) => `${seconds.toFixed(1)} s, CPU ${cpuSeconds.toFixed(1)} s`;

function index(what: string): IndexReport {
  const run = citewell('index', '--json');
  const report = JSON.parse(run.stdout) as IndexReport;
  const { added, updated, unchanged, embedded } = report;
  console.log(
    `${what}: ${timeOf(run)}; ${added} added, ${updated} updated, ${unchanged} unchanged, ${embedded} passages embedded`,
  );
  return report;
}

try {
  for (let number = 0; number < DOCUMENTS; number++) write(number, 0);
  console.log(`${DOCUMENTS} documents; a process that only starts: ${timeOf(citewell('--version'))}`);
  const first = index('first run');
  for (let number = 0; number < CHANGED; number++) write(number * 100, 1);
  const again = index(`${CHANGED} documents changed`);
  console.log(`share of the first run's embedding: ${((100 * again.embedded) / first.embedded).toFixed(2)}%`);
  index('nothing changed');
  index('nothing changed, again');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
