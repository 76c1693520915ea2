import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

const megabytes = (bytes: number) => Math.round(bytes / 1e6);

/** What a cluster of one node tells of itself, for one knowledge base. */
export class NodeFigures {
  /** @param index what the names of the knowledge base's indexes begin with */
  constructor(
    private readonly address: string,
    private readonly index: string,
  ) {}

  /** Segments of each index and their megabytes: files of those that were merged away are deleted a while after. */
  async segments(): Promise<string[]> {
    const columns = 'h=index,size,searchable&bytes=b';
    const rows = await this.request('GET', `/_cat/segments/${this.index}-*?${columns}`);
    const found = new Map<string, { count: number; bytes: number }>();
    for (const row of rows.trim().split('\n')) {
      const [index = '', size, searchable] = row.trim().split(/\s+/);
      if (searchable !== 'true') continue;
      const { count, bytes } = found.get(index) ?? { count: 0, bytes: 0 };
      found.set(index, { count: count + 1, bytes: bytes + Number(size) });
    }
    return [...found].map(([index, { count, bytes }]) => `${index} ${megabytes(bytes)} MB in ${count}`);
  }

  /** Of the node's process: what of its heap is used, and what it has in memory where this machine can tell. */
  async memory(): Promise<string> {
    const nodes = await this.ask<{ nodes: Record<string, NodeStatistics> }>('GET', '/_nodes/stats/jvm');
    const processes = await this.ask<{ nodes: Record<string, NodeProcess> }>('GET', '/_nodes/process');
    const [statistics] = Object.values(nodes.nodes);
    const [own] = Object.values(processes.nodes);
    const status = await readFile(`/proc/${own?.process.id}/status`, 'utf8').catch(() => '');
    const kilobytes = Number(/VmRSS:\s*(\d+)/.exec(status)?.[1] ?? Number.NaN);
    const heap = statistics?.jvm.mem.heap_used_in_bytes ?? Number.NaN;
    return `heap ${megabytes(heap)} MB, resident ${megabytes(1024 * kilobytes)} MB`;
  }

  /** Waits for the merges that writing has set off. */
  async settled(): Promise<void> {
    for (let current = 1; current > 0; await delay(1_000)) {
      const path = `/${this.index}-*/_stats/merge`;
      const { _all } = await this.ask<{ _all: { total: { merges: { current: number } } } }>('GET', path);
      current = _all.total.merges.current;
    }
    await this.refresh();
  }

  /** Of all to one segment, which may take many minutes: no reply is waited for. */
  async merge(): Promise<void> {
    const path = `/${this.index}-*/_forcemerge?max_num_segments=1&wait_for_completion=false`;
    const { task } = await this.ask<{ task: string }>('POST', path);
    for (let completed = false; !completed; ) {
      await delay(1_000);
      ({ completed } = await this.ask<{ completed: boolean }>('GET', `/_tasks/${task}`));
    }
    await this.refresh();
  }

  /** Nothing refreshes by the clock: until then the segments from before are searched, and kept. */
  private async refresh(): Promise<void> {
    await this.request('POST', `/${this.index}-*/_refresh`);
  }

  private async ask<Reply>(method: 'GET' | 'POST', path: string): Promise<Reply> {
    return JSON.parse(await this.request(method, path)) as Reply;
  }

  private async request(method: 'GET' | 'POST', path: string): Promise<string> {
    const response = await fetch(`${this.address}${path}`, { method });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text;
  }
}

interface NodeStatistics {
  readonly jvm: { readonly mem: { readonly heap_used_in_bytes: number } };
}

interface NodeProcess {
  readonly process: { readonly id: number };
}
