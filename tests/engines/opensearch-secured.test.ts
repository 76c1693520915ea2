import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClusterOptions } from '../../src/store/opensearch/cluster-options.js';
import { inspectCluster } from '../../src/store/opensearch/inspect-cluster.js';
import { OpenSearchStore } from '../../src/store/opensearch/opensearch-store.js';
import { analysedDocument } from '../contract/support/embedded-documents.js';
import { startSecuredNode } from './opensearch/secured-node.js';
import { startOrSkip } from './opensearch/start-or-skip.js';

const PASSWORD = 'Harbour-of-Ystad-1866';
/** The rights that docs/opensearch.md says are needed, and no others. */
const ROLE = {
  cluster_permissions: ['cluster_composite_ops', 'cluster:monitor/main', 'cluster:monitor/health'],
  index_permissions: [{ index_patterns: ['citewell-*'], allowed_actions: ['indices_all'] }],
};

const { engine: node, reason } = await startOrSkip(startSecuredNode);
let folder: string;
let options: ClusterOptions;

beforeAll(async () => {
  if (!node) return;
  folder = await mkdtemp(join(tmpdir(), 'citewell-secured-'));
  const authority = join(folder, 'authority.pem');
  await writeFile(authority, node.authority.certificate);
  const index = 'citewell';
  options = { nodes: node.nodes, index, shards: 1, replicas: 1, user: 'bot', password: PASSWORD, authority };
  const api = '/_plugins/_security/api';
  // Everybody may do something by default, which would hide what is missing.
  await node.administer('DELETE', `${api}/rolesmapping/own_index`);
  await node.administer('PUT', `${api}/roles/citewell`, ROLE);
  await node.administer('PUT', `${api}/internalusers/bot`, { password: PASSWORD });
  await node.administer('PUT', `${api}/internalusers/stranger`, { password: PASSWORD });
  await node.administer('PUT', `${api}/rolesmapping/citewell`, { users: ['bot', 'bot-with-certificate'] });
});
afterAll(async () => {
  await node?.stop();
  if (folder) await rm(folder, { recursive: true });
});

async function useStore(overrides: Partial<ClusterOptions> = {}): Promise<number> {
  const store = await OpenSearchStore.open({ ...options, ...overrides });
  try {
    await store.apply({ put: [analysedDocument('a', 'The harbour opened.')], fingerprint: 'one' });
    const { candidates } = await store.search({ stems: ['harbour'], limit: 5 });
    return (await store.catalogue.passages(candidates.map(({ passageId }) => passageId))).length;
  } finally {
    await store.close();
  }
}

const failureOf = (overrides: Partial<ClusterOptions>) =>
  useStore(overrides).then(
    () => 'no failure',
    (error: Error) => error.message,
  );

describe.skipIf(!node)(`a secured OpenSearch${reason}`, () => {
  it('takes a user with the rights that are documented, over TLS', async () => {
    expect(await useStore()).toBe(1);
    expect(await inspectCluster(options)).toContain('1 passages in place');
  });

  it('takes a client that it knows by its certificate, without a password', async () => {
    const { authority } = node as NonNullable<typeof node>;
    const certified = await authority.sign({ name: 'CN=bot-with-certificate' });
    const [certificate, key] = [join(folder, 'bot.pem'), join(folder, 'bot.key')];
    await writeFile(certificate, certified.certificate);
    await writeFile(key, certified.key);
    const { user: _user, password: _password, ...rest } = options;
    const store = await OpenSearchStore.open({ ...rest, certificate, key });
    expect((await store.catalogue.state()).documents).toBe(1);
    await store.close();
  });

  it('names what to correct where the password is wrong', async () => {
    const failure = await failureOf({ password: 'something-else' });
    expect(failure).toMatch(/does not let us in \(401\).*user "bot".*CITEWELL_STORE_PASSWORD/);
    expect(failure).not.toContain('something-else');
  });

  it('names what is not allowed to a user without rights', async () => {
    expect(await failureOf({ user: 'stranger' })).toMatch(
      /does not allow it \(403: .*no permissions for \[.+\].*Give stranger the rights that docs\/opensearch\.md lists/,
    );
  });

  it('says which index name the rights are for, where another is asked for', async () => {
    expect(await failureOf({ index: 'others' })).toMatch(/403: .*no permissions for \[indices:.*\]/);
  });

  it('asks for a user where none is named', async () => {
    const { user: _user, password: _password, ...rest } = options;
    const failure = await OpenSearchStore.open(rest).catch((error: Error) => error.message);
    expect(failure).toMatch(/Set CITEWELL_STORE_USER and CITEWELL_STORE_PASSWORD/);
  });

  it('is refused without its authority, and under a name that its certificate lacks', async () => {
    const { authority: _authority, ...rest } = options;
    const unknown = await OpenSearchStore.open(rest).catch((error: Error) => error.message);
    expect(unknown).toMatch(/--store-ca FILE/);
    const nodes = options.nodes.map((address) => address.replace('127.0.0.1', 'localhost'));
    expect(await failureOf({ nodes })).toMatch(/Write the host in --store as its certificate names it/);
  });

  it('is told by http:// that it speaks TLS', async () => {
    const nodes = options.nodes.map((address) => address.replace('https', 'http'));
    expect(await failureOf({ nodes })).toMatch(/If it speaks TLS, write https:\/\//);
  });
});
