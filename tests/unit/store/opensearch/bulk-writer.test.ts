import { afterEach, describe, expect, it } from 'vitest';
import { BulkWriter } from '../../../../src/store/opensearch/bulk-writer.js';
import { Cluster } from '../../../../src/store/opensearch/cluster.js';
import { type FakeCluster, fakeCluster, INFO } from './fake-cluster.js';

type Item = Readonly<Record<string, { status: number; error?: { type: string; reason: string } }>>;

let fake: FakeCluster;
let cluster: Cluster;
/** The ids of each request, in order. */
let requests: string[][];

/** @param reply of an item, by its id and the number of requests so far */
async function writerTo(reply: (id: string, request: number) => Item): Promise<BulkWriter> {
  requests = [];
  fake = await fakeCluster((request, body) => {
    if (request.url === '/') return { body: INFO };
    const actions = body.split('\n').filter((line) => line.includes('"_id"'));
    const ids = actions.map((line) => (Object.values(JSON.parse(line))[0] as { _id: string })._id);
    requests.push(ids);
    return { body: { errors: true, items: ids.map((id) => reply(id, requests.length)) } };
  });
  cluster = await Cluster.connect({ nodes: [fake.address], index: 'test', shards: 1, replicas: 1 });
  return new BulkWriter(cluster);
}

afterEach(async () => {
  await cluster.close();
  await fake.close();
});

const created: Item = { index: { status: 201 } };
const busy: Item = {
  index: { status: 429, error: { type: 'rejected_execution_exception', reason: 'queue' } },
};

describe('writing in bulk', () => {
  it('sends again, and alone, what the cluster was too busy for', async () => {
    const writer = await writerTo((id, request) => (id === '2' && request < 3 ? busy : created));
    for (const key of [1, 2, 3]) await writer.put('x', key, { key });
    await writer.finish();
    expect(requests).toEqual([['1', '2', '3'], ['2'], ['2']]);
  });

  it('fails with the reason where an item is refused, however many were taken', async () => {
    const refused: Item = {
      index: { status: 400, error: { type: 'mapper_parsing_exception', reason: 'failed to parse field' } },
    };
    const writer = await writerTo((id) => (id === '2' ? refused : created));
    for (const key of [1, 2, 3]) await writer.put('x', key, { key });
    await expect(writer.finish()).rejects.toMatchObject({ code: 'storage_failed' });
    await expect(writer.finish()).rejects.toThrow(/mapper_parsing_exception: failed to parse field/);
  });

  it('does not wait for disks that are full', async () => {
    const reason =
      'index [x] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, index has read-only-allow-delete block];';
    const writer = await writerTo(() => ({
      index: { status: 429, error: { type: 'cluster_block_exception', reason } },
    }));
    await writer.put('x', 1, {});
    await expect(writer.finish()).rejects.toMatchObject({ details: { reason: 'full' } });
    await expect(writer.finish()).rejects.toThrow(/disks are full .*Make room/);
    expect(requests).toHaveLength(1);
  });

  it('takes a record that is gone already for deleted', async () => {
    const writer = await writerTo(() => ({ delete: { status: 404 } }));
    await writer.delete('x', 1);
    await writer.finish();
    expect(requests).toEqual([['1']]);
  });

  it('keeps one request under way and one that fills, whatever there is to write', async () => {
    const writer = await writerTo(() => created);
    const text = 'x'.repeat(2 ** 20);
    for (let key = 1; key <= 12; key++) await writer.put('x', key, { text });
    await writer.finish();
    expect(requests.map(({ length }) => length)).toEqual([4, 4, 4]);
  });
});
