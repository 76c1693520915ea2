import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { type Engine, prepareOpenSearch } from './prepare.js';

/** Short of both, a machine that is busy with other tests stays usable. */
const MEMORY = ['-Xms512m', '-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
const CLASS_PATH = ['classes', 'lib/*', 'lib/opensearch-knn/*'];
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

export interface ClusterRecipe {
  /** Nodes; 1 unless told. */
  readonly size?: number;
  /** Options of each node's Java machine. */
  readonly memory?: readonly string[];
  readonly settings?: Readonly<Record<string, string>>;
  /** Classes of plug-ins beside those that every node has, and the folders below `lib` that they are in. */
  readonly plugins?: Readonly<Record<string, string>>;
  /** Puts files into a node's configuration, given its folder and that of the engine. */
  readonly configure?: (folder: string, engine: Engine) => Promise<void>;
  /** As clients name it; `http` unless told. */
  readonly protocol?: 'http' | 'https';
}

/** @throws EngineUnavailable where there is no Java, or no Maven to fetch OpenSearch with */
export async function startCluster(recipe: ClusterRecipe = {}): Promise<TestCluster> {
  const { size = 1, protocol = 'http', configure } = recipe;
  const engine = await prepareOpenSearch();
  const data = await mkdtemp(join(tmpdir(), 'citewell-opensearch-'));
  const homes = Array.from({ length: size }, (_, number) => join(data, `${number}`));
  const ports = await Promise.all(
    homes.map(async () => ({ http: await freePort(), transport: await freePort() })),
  );
  const processes: ChildProcess[] = [];
  const stop = async () => {
    await Promise.all(processes.map(end));
    await rm(data, { recursive: true, force: true });
  };
  try {
    for (const [number, home] of homes.entries()) {
      await mkdir(join(home, 'config'), { recursive: true });
      await configure?.(join(home, 'config'), engine);
      processes.push(startNode(engine, recipe, { 'path.home': home, ...settingsOf(number, ports) }));
    }
    await Promise.all(processes.map(started));
    if (size > 1) await formed(ports[0]?.http ?? 0, size);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    nodes: ports.map(({ http }) => `${protocol}://127.0.0.1:${http}`),
    kill: async (node) => {
      const child = processes[node];
      if (child) await end(child);
    },
    stop,
  };
}

/** Of one node among all. */
function settingsOf(number: number, all: readonly Ports[]): Record<string, string> {
  return {
    'cluster.name': `citewell-test-${all[0]?.transport}`,
    'node.name': `n${number}`,
    'network.host': '127.0.0.1',
    'http.port': `${all[number]?.http}`,
    'transport.port': `${all[number]?.transport}`,
    // The machine's disk is its owner's business.
    'cluster.routing.allocation.disk.threshold_enabled': 'false',
    ...(all.length === 1
      ? { 'discovery.type': 'single-node' }
      : {
          'discovery.seed_hosts': all.map(({ transport }) => `127.0.0.1:${transport}`).join(','),
          'cluster.initial_cluster_manager_nodes': all.map((_, index) => `n${index}`).join(','),
        }),
  };
}

function startNode(
  engine: Engine,
  { memory = MEMORY, settings = {}, plugins = {} }: ClusterRecipe,
  own: Readonly<Record<string, string>>,
): ChildProcess {
  const classPath = [...CLASS_PATH, ...Object.values(plugins).map((folder) => `lib/${folder}/*`)];
  const values = Object.entries({ ...own, ...settings }).map(([name, value]) => `${name}=${value}`);
  const loaded = [...engine.plugins, ...Object.keys(plugins)].map((name) => `+${name}`);
  return spawn(engine.java, [...memory, '-cp', classPath.join(':'), 'Start', ...values, ...loaded], {
    cwd: engine.folder,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
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
