import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { settingsSchema } from '../../src/settings/settings-schema.js';
import type { Contender, Finding } from './contender.js';

const CHILD = new URL('./contender-child.mjs', import.meta.url);

export interface StepResult {
  readonly milliseconds: number;
  /** Milliseconds from the start of the process to the end of this step. */
  readonly sinceStart: number;
  /** Largest resident size of the process so far. */
  readonly peakBytes: number;
  readonly finding?: Finding;
}

/** A contender in a process of its own. */
export class ContenderProcess {
  private constructor(
    private readonly module: URL,
    private readonly child: ChildProcess,
  ) {}

  /**
   * @param module default-exports a function without parameters that makes a {@link Contender}
   * @param settings of Citewell's, where the module is Citewell
   */
  static async start(module: URL, settings: object = {}): Promise<ContenderProcess> {
    const { models, embedder } = settingsSchema.parse({});
    const child = fork(CHILD, [module.href], {
      execArgv: [],
      env: {
        ...process.env,
        BENCH_MODELS: models,
        BENCH_MODEL: embedder,
        BENCH_SETTINGS: JSON.stringify(settings),
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await replyOf(child);
    return new ContenderProcess(module, child);
  }

  async run<Step extends keyof Contender>(
    step: Step,
    ...parameters: Parameters<Contender[Step]>
  ): Promise<StepResult> {
    const reply = replyOf(this.child);
    this.child.send({ step, parameters });
    const result = (await reply) as StepResult & { readonly failure?: string };
    if (result.failure !== undefined) throw new Error(`${this.module}, ${step}: ${result.failure}`);
    return result;
  }

  async stop(): Promise<void> {
    const exit = once(this.child, 'exit');
    this.child.disconnect();
    await exit;
  }
}

/** @throws Error where the process ends instead of answering */
async function replyOf(child: ChildProcess): Promise<unknown> {
  const abort = new AbortController();
  const { signal } = abort;
  try {
    return await Promise.race([
      once(child, 'message', { signal }).then(([message]) => message),
      once(child, 'exit', { signal }).then(([code, killer]) => {
        throw new Error(`${child.spawnargs.at(-1)} ended with ${code ?? killer}`);
      }),
    ]);
  } finally {
    abort.abort();
  }
}
