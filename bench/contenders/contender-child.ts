import { type Contender, type Finding } from './contender.js';

/** One step of a contender, as the parent asks for it. */
export type Step =
  | { readonly do: 'index'; readonly parameters: Parameters<Contender['index']> }
  | { readonly do: 'update'; readonly parameters: Parameters<Contender['update']> }
  | { readonly do: 'open'; readonly parameters: Parameters<Contender['open']> }
  | { readonly do: 'ask'; readonly parameters: Parameters<Contender['ask']> };

export interface StepResult {
  readonly milliseconds: number;
  /** Largest resident size of the process so far, in bytes. */
  readonly peakBytes: number;
  readonly finding?: Finding;
  /** What went wrong; nothing else is then to be trusted. */
  readonly failure?: string;
}

const [, , module = ''] = process.argv;
const { default: make } = (await import(module)) as { default: () => Contender };
const contender = make();

process.on('message', (step: Step) => {
  const startedAt = performance.now();
  const method = contender[step.do] as (...parameters: readonly unknown[]) => Promise<Finding | undefined>;
  const finish = (rest: Pick<StepResult, 'finding' | 'failure'>) =>
    process.send?.({
      milliseconds: performance.now() - startedAt,
      peakBytes: process.resourceUsage().maxRSS * 1024,
      ...rest,
    } satisfies StepResult);
  method(...step.parameters).then(
    (finding) => finish(finding ? { finding } : {}),
    (error: unknown) => finish({ failure: String(error) }),
  );
});
process.on('disconnect', () => process.exit());
process.send?.('started');
