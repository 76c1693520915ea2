import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { Cluster } from '../../../../src/store/opensearch/cluster.js';
import { OpenSearchStore } from '../../../../src/store/opensearch/opensearch-store.js';
import { type FakeCluster, fakeCluster, INFO } from './fake-cluster.js';

let fake: FakeCluster | undefined;
afterEach(async () => {
  await fake?.close();
  fake = undefined;
});

const optionsFor = (...nodes: string[]) => ({ nodes, index: 'test', shards: 1, replicas: 1 });

describe('connecting', () => {
  it('names the address that cannot be reached, and what to do', async () => {
    fake = await fakeCluster(() => ({ body: INFO }));
    const { address } = fake;
    await fake.close();
    fake = undefined;
    const connecting = Cluster.connect(optionsFor(address));
    await expect(connecting).rejects.toMatchObject({
      code: 'storage_failed',
      details: { reason: 'unreachable', store: address },
    });
    await expect(connecting).rejects.toThrow(/cannot be reached.*ECONNREFUSED.*--store/);
  });

  it('goes on to another node where one is down', async () => {
    fake = await fakeCluster(() => ({ body: INFO }));
    const cluster = await Cluster.connect(optionsFor('http://127.0.0.1:9', fake.address));
    expect(await cluster.call((client) => client.info())).toEqual(INFO);
    await cluster.close();
  });

  it('says which variables let us in, and shows no password', async () => {
    fake = await fakeCluster(() => ({ status: 401, body: {} }));
    const connecting = Cluster.connect({ ...optionsFor(fake.address), user: 'u', password: 'hidden-word' });
    await expect(connecting).rejects.toMatchObject({ details: { reason: 'unauthorised' } });
    await expect(connecting).rejects.toThrow(/CITEWELL_STORE_USER/);
    await expect(connecting).rejects.not.toThrow(/hidden-word/);
    // Nor does what is beneath it, which a log prints.
    const printed = inspect(await connecting.catch((error: unknown) => error), {
      depth: 20,
      showHidden: true,
    });
    expect(printed).not.toContain('hidden-word');
    expect(printed).not.toContain(Buffer.from('u:hidden-word').toString('base64'));
  });

  it('sends the user and the password', async () => {
    let authorization: string | undefined;
    fake = await fakeCluster((request) => {
      authorization = request.headers.authorization;
      return { body: INFO };
    });
    await (await Cluster.connect({ ...optionsFor(fake.address), user: 'u', password: 'p:w' })).close();
    expect(authorization).toBe(`Basic ${Buffer.from('u:p:w').toString('base64')}`);
  });

  it.each([
    ['Elasticsearch 8.17.0', { number: '8.17.0' }],
    ['OpenSearch 2.18.0', { distribution: 'opensearch', number: '2.18.0' }],
    ['OpenSearch 1.3.20', { distribution: 'opensearch', number: '1.3.20' }],
  ])('refuses %s, and says what it needs', async (name, version) => {
    fake = await fakeCluster(() => ({ body: { version } }));
    const connecting = Cluster.connect(optionsFor(fake.address));
    await expect(connecting).rejects.toMatchObject({ code: 'invalid_settings', details: { found: name } });
    await expect(connecting).rejects.toThrow(/needs OpenSearch 2\.19 or later/);
  });

  it.each(['2.19.0', '2.20.1', '3.0.0', '10.1.0'])('takes OpenSearch %s', async (number) => {
    fake = await fakeCluster(() => ({ body: { version: { distribution: 'opensearch', number } } }));
    await (await Cluster.connect(optionsFor(fake.address))).close();
  });
});

describe('requests', () => {
  it('are made again where the cluster is too busy for a moment', async () => {
    let asked = 0;
    fake = await fakeCluster((request) => {
      if (request.url === '/') return { body: INFO };
      return asked++ < 2 ? { status: 503, body: {} } : { body: { count: 7 } };
    });
    const cluster = await Cluster.connect(optionsFor(fake.address));
    expect(await cluster.call((client) => client.count({ index: 'x' }))).toEqual({ count: 7 });
    await cluster.close();
  });

  it.each([
    [
      403,
      { error: { type: 'security_exception', reason: 'no permissions for [x]' } },
      /does not allow it.*no permissions.*Give the user the rights that docs\/opensearch\.md lists/,
    ],
    [
      400,
      { error: { type: 'mapper_parsing_exception', reason: 'odd' } },
      /failed: mapper_parsing_exception: odd\. See its log/,
    ],
    [
      429,
      {
        error: {
          reason: 'disk usage exceeded flood-stage watermark, index has read-only-allow-delete block',
        },
      },
      /disks are full .*Make room/,
    ],
    [
      403,
      {
        error: {
          type: 'cluster_block_exception',
          reason: 'index [x] blocked by: [FORBIDDEN/8/index write (api)];',
        },
      },
      /takes nothing in: .*index write \(api\).*index\.blocks/,
    ],
  ])('that fail with %i say why, and are not made again', async (status, body, expected) => {
    let asked = 0;
    fake = await fakeCluster((request) => {
      if (request.url === '/') return { body: INFO };
      asked++;
      return { status, body };
    });
    const cluster = await Cluster.connect(optionsFor(fake.address));
    await expect(cluster.call((client) => client.count({ index: 'x' }))).rejects.toThrow(expected);
    expect(asked).toBe(1);
    await cluster.close();
  });
});

describe('a state that another version has written', () => {
  it('is refused, with what to do', async () => {
    fake = await fakeCluster((request) =>
      request.url === '/'
        ? { body: INFO }
        : { body: { found: true, _seq_no: 1, _primary_term: 1, _source: { format: 99 } } },
    );
    const opening = OpenSearchStore.open(optionsFor(fake.address));
    await expect(opening).rejects.toMatchObject({ code: 'index_incompatible' });
    await expect(opening).rejects.toThrow(/--store-index/);
  });
});
