import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { settingsSchema } from '../../src/settings/settings-schema.js';
import type { Step, StepResult } from './contender-child.js';

const CHILD = new URL('./contender-child.ts', import.meta.url);

/** A contender in a process of its own. */
export class ContenderProcess {
  private constructor(
    readonly name: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(name: string, module: URL): Promise<ContenderProcess> {
    const { models, embedder } = settingsSchema.parse({});
    const child = fork(CHILD, [module.href], {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, BENCH_MODELS: models, BENCH_MODEL: embedder },
    });
    await once(child, 'message');
    return new ContenderProcess(name, child);
  }

  async run(step: Step): Promise<StepResult> {
    const result = once(this.child, 'message');
    this.child.send(step);
    const [answer] = (await result) as [StepResult];
    if (answer.failure !== undefined) throw new Error(`${this.name}, ${step.do}: ${answer.failure}`);
    return answer;
  }

  async stop(): Promise<void> {
    const exit = once(this.child, 'exit');
    this.child.disconnect();
    await exit;
  }
}
