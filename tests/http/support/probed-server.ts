import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../src/package-root.js';
import { type Run, type RunningProgram, start } from '../../cli/support/run-cli.js';
import { temporaryFolder } from './requests.js';

/** What the probe can hold up: each reading of a passage, or the start of the next engine. */
type Held = 'readings' | 'start';

/** The built program serving the article in a process of its own, with `engine-probe.mjs` in its engine. */
export interface ProbedServer {
  readonly url: string;
  readonly port: number;
  readonly program: RunningProgram;
  /** Passages that a reading was begun of. */
  readonly readings: number;
  hold(what: Held): Promise<void>;
  release(what: Held): Promise<void>;
  /** Crashes the engine's thread, or those of the reader, by an error that nobody catches. */
  crash(what: 'engine' | 'readers'): Promise<void>;
  /** Resolves once there were so many readings. */
  sawReadings(count: number): Promise<void>;
  /** Ends it with SIGTERM. */
  stop(): Promise<Run>;
}

/** @param nodeOptions words for Node beside those that load the probe */
export async function startProbedServer(nodeOptions = ''): Promise<ProbedServer> {
  const folder = temporaryFolder();
  cpSync(join(packageRoot, 'knowledge'), join(folder, 'knowledge'), { recursive: true });
  const probe = new URL('./engine-probe.mjs', import.meta.url);
  // No reading ends by the clock, and none goes on beside another: how many there are is the questions' own.
  const program = start(['serve', '--port', '0', '--read-limit', '60000', '--reader-threads', '1'], {
    cwd: folder,
    environment: { NODE_OPTIONS: `--import ${probe.href} ${nodeOptions}` },
    channel: true,
  });
  const child = program.process;
  let readings = 0;
  child.on('message', (message) => {
    if (message === 'reading') readings++;
  });
  const order = (message: object) =>
    new Promise<void>((resolve) => {
      const onMessage = (answer: unknown) => {
        if (answer !== 'done') return;
        child.off('message', onMessage);
        resolve();
      };
      child.on('message', onMessage);
      child.send(message);
    });
  const url = /answers at (http\S+)/.exec(await program.saw(/answers at (http\S+)/))?.[1] ?? '';
  return {
    url,
    port: Number(new URL(url).port),
    program,
    get readings() {
      return readings;
    },
    hold: (what) => order({ hold: what }),
    release: (what) => order({ release: what }),
    crash: (what) => order({ crash: what }),
    sawReadings: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (readings < count) return;
          child.off('message', look);
          resolve();
        };
        child.on('message', look);
        look();
      }),
    stop: async () => {
      child.kill('SIGTERM');
      const run = await program.done;
      rmSync(folder, { recursive: true, force: true });
      return run;
    },
  };
}
