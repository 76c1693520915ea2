import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../../src/package-root.js';

/** The program as `npm run build` makes it and the package ships it. */
export const PROGRAM = join(packageRoot, 'dist', 'src', 'cli', 'main.js');

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningProgram {
  readonly process: ChildProcess;
  readonly done: Promise<Run>;
  /** Resolves once standard error, or standard output, holds the text. Fails where the program ends without. */
  saw(text: string | RegExp): Promise<string>;
}

export interface ProgramOptions {
  readonly cwd: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Whether the program is given a channel for messages to and from this process. */
  readonly channel?: boolean;
}

/** Starts the built program in a folder, with no setting of this machine's environment. */
export function start(
  args: readonly string[],
  { cwd, environment = {}, input, channel = false }: ProgramOptions,
): RunningProgram {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('CITEWELL_'));
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    cwd,
    env: { ...Object.fromEntries(inherited), ...environment },
    stdio: ['pipe', 'pipe', 'pipe', ...(channel ? ['ipc' as const] : [])],
  }) as ChildProcessWithoutNullStreams;
  child.stdin.end(input);
  const written = { stdout: '', stderr: '' };
  const watchers = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      written[name] += chunk;
      for (const watcher of watchers) watcher();
    });
  }
  const done = new Promise<Run>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...written }));
  });
  const saw = (text: string | RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const all = written.stderr + written.stdout;
        if (typeof text === 'string' ? all.includes(text) : text.test(all)) resolve(all);
      };
      watchers.add(look);
      look();
      void done.then((run) => reject(new Error(`ended without ${text}: ${JSON.stringify(run)}`)), reject);
    });
  return { process: child, done, saw };
}

export function run(args: readonly string[], options: ProgramOptions): Promise<Run> {
  return start(args, options).done;
}

/** Every line parsed; a line that is not JSON fails. */
export function jsonLinesOf(output: string): unknown[] {
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}
