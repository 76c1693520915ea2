import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { prepareOpenSearch } from './prepare.js';

const PLUGINS = [
  'org.opensearch.transport.Netty4Plugin',
  'org.opensearch.analysis.common.CommonAnalysisPlugin',
  'org.opensearch.painless.PainlessPlugin',
  'org.opensearch.knn.plugin.KNNPlugin',
];
/** Short of both, a machine that is busy with other tests stays usable. */
const MEMORY = ['-Xms512m', '-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
const CLASSPATH = ['classes', 'lib/*', 'lib/opensearch-knn-2.19.1.0/*'];
const STARTING_LIMIT = 180_000;

interface Ports {
  readonly http: number;
  readonly transport: number;
}

/** A real cluster on this machine, for as long as a test needs it. */
export interface TestCluster {
  /** Addresses of the nodes, those that were killed included. */
  readonly nodes: readonly string[];
  /** Ends a node as a power cut would. */
  kill(node: number): Promise<void>;
  stop(): Promise<void>;
}

/** @throws EngineUnavailable where there is no Java, or no Maven to fetch OpenSearch with */
export async function startCluster(size: number): Promise<TestCluster> {
  const engine = await prepareOpenSearch();
  const data = await mkdtemp(join(tmpdir(), 'citewell-opensearch-'));
  const ports = await Promise.all(
    Array.from({ length: size }, async () => ({ http: await freePort(), transport: await freePort() })),
  );
  const processes = ports.map((port, number) =>
    startNode(engine, join(data, `${number}`), number, port, ports),
  );
  const stop = async () => {
    await Promise.all(processes.map(end));
    await rm(data, { recursive: true, force: true });
  };
  try {
    await Promise.all(processes.map(started));
    await formed(ports[0]?.http ?? 0, size);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    nodes: ports.map(({ http }) => `http://127.0.0.1:${http}`),
    kill: async (node) => {
      const child = processes[node];
      if (child) await end(child);
    },
    stop,
  };
}

function startNode(
  engine: string,
  home: string,
  number: number,
  port: Ports,
  all: readonly Ports[],
): ChildProcess {
  const settings: Record<string, string | number> = {
    'path.home': home,
    'cluster.name': `citewell-test-${all[0]?.transport}`,
    'node.name': `n${number}`,
    'network.host': '127.0.0.1',
    'http.port': port.http,
    'transport.port': port.transport,
    'http.type': 'netty4',
    'transport.type': 'netty4',
    // The machine's disk is its owner's business.
    'cluster.routing.allocation.disk.threshold_enabled': 'false',
    ...(all.length === 1
      ? { 'discovery.type': 'single-node' }
      : {
          'discovery.seed_hosts': all.map(({ transport }) => `127.0.0.1:${transport}`).join(','),
          'cluster.initial_cluster_manager_nodes': all.map((_, index) => `n${index}`).join(','),
        }),
  };
  const values = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  return spawn(
    'java',
    [...MEMORY, '-cp', CLASSPATH.join(':'), 'Start', ...values, ...PLUGINS.map((name) => `+${name}`)],
    { cwd: engine, stdio: ['pipe', 'pipe', 'ignore'] },
  );
}

async function started(child: ChildProcess): Promise<void> {
  const timer = setTimeout(() => child.kill('SIGKILL'), STARTING_LIMIT);
  try {
    for await (const line of createInterface({ input: child.stdout ?? process.stdin })) {
      if (line === 'STARTED') return child.stdout?.resume() && undefined;
    }
    throw new Error('OpenSearch ended before it had started.');
  } finally {
    clearTimeout(timer);
  }
}

/** Waits until all nodes have found each other. */
async function formed(http: number, size: number): Promise<void> {
  const path = `/_cluster/health?wait_for_nodes=${size}&timeout=60s`;
  for (let attempt = 0; attempt < 60; attempt++) {
    const response = await fetch(`http://127.0.0.1:${http}${path}`).catch(() => undefined);
    if (response?.ok) return;
    await delay(1_000);
  }
  throw new Error('The nodes of OpenSearch did not form a cluster.');
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
