import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** What figures depend on besides the code. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  readonly node: string;
  readonly platform: string;
  /** Mean number of processes that ran or waited in the last minute: above the cores, all figures are worse. */
  readonly load: number;
}

export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGigabytes: Math.round(totalmem() / 1e9),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    load: Number((loadavg()[0] ?? 0).toFixed(1)),
  };
}

export function machineLine(machine: Machine): string {
  const { cpu, cores, memoryGigabytes, node, platform, load } = machine;
  return `${cpu}, ${cores} cores, ${memoryGigabytes} GB, Node ${node}, ${platform}, load ${load}`;
}
