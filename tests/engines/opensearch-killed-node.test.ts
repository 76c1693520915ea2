import { afterAll, describe, expect, it } from 'vitest';
import type { KnowledgeStore } from '../../src/store/knowledge-store.js';
import { OpenSearchStore } from '../../src/store/opensearch/opensearch-store.js';
import { analysedDocument, unitVector } from '../contract/support/embedded-documents.js';
import { startCluster, type TestCluster } from './opensearch/start-cluster.js';

const DIMENSIONS = 16;
const DOCUMENTS_A_CHANGE = 20;
const CHANGES = 30;
const KILL_AFTER = 10;

/** Three nodes are heavy: `npm run test:cluster` starts them, `npm test` does not. */
const cluster = process.env['CITEWELL_TEST_NODES'] === '3' ? await startCluster({ size: 3 }) : undefined;
afterAll(() => cluster?.stop());

describe.skipIf(!cluster)('a node of three that is killed while others index and ask', () => {
  it('costs no question and nothing that was acknowledged', async () => {
    const running = cluster as TestCluster;
    const options = { nodes: running.nodes, index: 'killed', shards: 3, replicas: 1 };
    const [writer, reader] = [await OpenSearchStore.open(options), await OpenSearchStore.open(options)];
    await writer.apply({ put: documents(0), fingerprint: 'one' });
    let writing = true;
    const acknowledged = new Set(documents(0).map(({ document }) => document.id));
    const asking = ask(reader, acknowledged, () => writing);
    let longestChange = 0;
    for (let change = 1; change <= CHANGES; change++) {
      const began = performance.now();
      const put = documents(change);
      // The node that leads the cluster: another is elected while this goes on.
      const killed = change === KILL_AFTER ? running.kill(await leaderOf(running)) : undefined;
      await writer.apply({ put });
      await killed;
      for (const { document } of put) acknowledged.add(document.id);
      longestChange = Math.max(longestChange, performance.now() - began);
    }
    writing = false;
    const { questions, failures, longest } = await asking;
    console.info(
      `${questions} questions, longest ${Math.round(longest)} ms; ${CHANGES} changes, longest ${Math.round(longestChange)} ms`,
    );
    expect(failures).toEqual([]);
    expect(await reader.catalogue.state()).toMatchObject({
      generation: CHANGES + 1,
      documents: acknowledged.size,
      passages: acknowledged.size,
    });
    expect((await reader.ledger.entries([...acknowledged])).size).toBe(acknowledged.size);
    for (const id of acknowledged) expect(await find(reader, id), id).toBe(textOf(id));
    await Promise.all([writer.close(), reader.close()]);
  }, 600_000);
});

function textOf(id: string): string {
  return `The harbour of ${id}.`;
}

function documents(change: number) {
  return Array.from({ length: DOCUMENTS_A_CHANGE }, (_, index) => {
    const id = `d${change}-${index}`;
    return analysedDocument(id, textOf(id));
  });
}

/** The text that is nearest to the document's own. */
async function find(store: KnowledgeStore, id: string): Promise<string | undefined> {
  const query = { vector: unitVector(textOf(id), DIMENSIONS), stems: ['harbour'], limit: 1 };
  const { candidates } = await store.search(query);
  const best = [...candidates].sort((a, b) => b.cosine - a.cosine)[0];
  const [passage] = await store.catalogue.passages(best ? [best.passageId] : []);
  return passage?.text;
}

async function ask(store: KnowledgeStore, acknowledged: ReadonlySet<string>, goOn: () => boolean) {
  const failures: string[] = [];
  let questions = 0;
  let longest = 0;
  while (goOn()) {
    const id = [...acknowledged].at(-1 - (questions % 50)) ?? '';
    const began = performance.now();
    const found = id === '' ? '' : await find(store, id).catch(String);
    if (id !== '' && found !== textOf(id)) failures.push(`${id}: ${found}`);
    longest = Math.max(longest, performance.now() - began);
    questions++;
  }
  return { questions, failures, longest };
}

async function leaderOf({ nodes }: TestCluster): Promise<number> {
  const response = await fetch(`${nodes[0]}/_cat/cluster_manager?h=node`);
  return Number((await response.text()).trim().slice(1));
}
