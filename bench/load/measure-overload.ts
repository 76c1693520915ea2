import { quantile } from '../measuring/quantile.js';
import type { LoadServer } from './load-server.js';
import { measureOpenLoop } from './measure-open-loop.js';
import type { LoadFigures } from './tally.js';

/** A server that is asked for more than it can do. */
export interface OverloadFigures extends LoadFigures {
  /** Requests a second that were aimed at. */
  readonly rate: number;
  /** Resident memory in MB: medians of the second and the last quarter of the time, and the greatest. */
  readonly memory: { readonly early: number; readonly late: number; readonly most: number };
  /** Median of the HTTP thread's event-loop delay's 99th percentiles, a second each, in milliseconds. */
  readonly loopDelayP99: number;
  /** Cores that the server and this process, its client, took on average: what the client takes, the server lacks. */
  readonly cores: { readonly server: number; readonly client: number };
}

const TIMES_ITS_BEST = 4;
const SAMPLE_MILLISECONDS = 1_000;
const MEGABYTE = 2 ** 20;

/** @param best questions a second that it answers at most */
export async function measureOverload(
  server: LoadServer,
  best: number,
  seconds: number,
  nextQuestion: () => string,
): Promise<OverloadFigures> {
  const rate = Math.round(best * TIMES_ITS_BEST);
  const memory: number[] = [];
  const loopDelays: number[] = [];
  const sampling = setInterval(async () => {
    const metrics = await server.metrics();
    memory.push((metrics.get('process_resident_memory_bytes') ?? Number.NaN) / MEGABYTE);
    loopDelays.push((metrics.get('nodejs_eventloop_lag_p99_seconds') ?? Number.NaN) * 1_000);
  }, SAMPLE_MILLISECONDS);
  const { url } = server;
  const before = await cpuSeconds(server);
  const figures = await measureOpenLoop(url, rate, seconds, nextQuestion);
  const after = await cpuSeconds(server);
  clearInterval(sampling);
  const quarter = Math.floor(memory.length / 4);
  return {
    ...figures,
    rate,
    memory: {
      early: quantile(memory.slice(quarter, 2 * quarter), 0.5),
      late: quantile(memory.slice(3 * quarter), 0.5),
      most: Math.max(...memory),
    },
    loopDelayP99: quantile(loopDelays, 0.5),
    cores: {
      server: (after.server - before.server) / figures.seconds,
      client: (after.client - before.client) / figures.seconds,
    },
  };
}

async function cpuSeconds({ metrics }: LoadServer): Promise<{ server: number; client: number }> {
  const { user, system } = process.cpuUsage();
  const server = (await metrics()).get('process_cpu_seconds_total') ?? Number.NaN;
  return { server, client: (user + system) / 1_000_000 };
}
