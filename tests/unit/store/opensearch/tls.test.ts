import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Cluster } from '../../../../src/store/opensearch/cluster.js';
import type { ClusterOptions } from '../../../../src/store/opensearch/cluster-options.js';
import { type LeafOptions, TestAuthority } from '../../../support/certificates.js';
import { type FakeCluster, fakeCluster, INFO } from './fake-cluster.js';

let authority: TestAuthority;
let folder: string;
let fake: FakeCluster | undefined;

beforeAll(async () => {
  authority = await TestAuthority.make();
  folder = await mkdtemp(join(tmpdir(), 'citewell-tls-'));
  await write('authority.pem', authority.certificate);
});
afterEach(async () => {
  await fake?.close();
  fake = undefined;
});
afterAll(() => rm(folder, { recursive: true }));

async function write(name: string, content: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
}

/** A cluster that shows the certificate, and wants one of its clients where told. */
async function serve(leaf: Partial<LeafOptions> = {}, wantsClients = false): Promise<void> {
  const { certificate, key } = await authority.sign({ name: 'CN=node', ...leaf });
  const clients = { requestCert: true, rejectUnauthorized: true, ca: authority.certificate };
  fake = await fakeCluster(() => ({ body: INFO }), {
    cert: certificate,
    key,
    ...(wantsClients && clients),
  });
}

const optionsWith = (overrides: Partial<ClusterOptions> = {}): ClusterOptions => ({
  nodes: [fake?.address ?? 'https://127.0.0.1:9'],
  index: 'test',
  shards: 1,
  replicas: 1,
  authority: join(folder, 'authority.pem'),
  ...overrides,
});

const connect = async (overrides?: Partial<ClusterOptions>) =>
  (await Cluster.connect(optionsWith(overrides))).close();

async function clientFiles(name: string, of = authority): Promise<{ certificate: string; key: string }> {
  const { certificate, key } = await of.sign({ name: `CN=${name}` });
  return {
    certificate: await write(`${name}.pem`, certificate),
    key: await write(`${name}.key`, key),
  };
}

describe('a cluster that speaks TLS', () => {
  it('is trusted by the authority that is named', async () => {
    await serve();
    await connect();
  });

  it('is not trusted without it, and the error names what to set', async () => {
    await serve();
    const { authority: _authority, ...options } = optionsWith();
    const connecting = Cluster.connect(options);
    await expect(connecting).rejects.toMatchObject({ details: { reason: 'unreachable' } });
    await expect(connecting).rejects.toThrow(/--store-ca FILE \(CITEWELL_STORE_CA\)/);
  });

  it('is not trusted by another authority', async () => {
    await serve();
    const other = await TestAuthority.make('CN=Another');
    const file = await write('another.pem', other.certificate);
    await expect(connect({ authority: file })).rejects.toThrow(/--store-ca FILE/);
  });

  it('with an expired certificate is told to renew it', async () => {
    await serve({ expired: true });
    await expect(connect()).rejects.toThrow(/has expired: renew it/);
  });

  it('under a name that its certificate lacks is refused, with both names', async () => {
    await serve({ hosts: [{ type: 'dns', value: 'search.example.com' }] });
    await expect(connect()).rejects.toThrow(
      /127\.0\.0\.1 is not in the cert's list.*Write the host in --store as its certificate names it/,
    );
  });

  it('that wants a certificate of its clients says which flags name one, and takes it', async () => {
    await serve({}, true);
    await expect(connect()).rejects.toThrow(/--store-certificate FILE and --store-key FILE/);
    await connect(await clientFiles('bot'));
  });

  it('refuses a client whose certificate another authority has signed', async () => {
    await serve({}, true);
    const files = await clientFiles('stranger', await TestAuthority.make('CN=Another'));
    await expect(connect(files)).rejects.toThrow(/a certificate that its authority has signed/);
  });

  it('is not to be found where plain HTTP is spoken', async () => {
    fake = await fakeCluster(() => ({ body: INFO }));
    const nodes = [fake.address.replace('http:', 'https:')];
    await expect(connect({ nodes })).rejects.toThrow(/write http:\/\/ in --store/);
  });
});

describe('files of certificates', () => {
  const failure = async (overrides: Partial<ClusterOptions>) => {
    const connecting = Cluster.connect(optionsWith(overrides));
    await expect(connecting).rejects.toMatchObject({ code: 'invalid_settings' });
    return connecting.catch((error: Error) => error.message);
  };

  it('that cannot be read are named with their flag', async () => {
    expect(await failure({ authority: '/no/such.pem' })).toBe('--store-ca: /no/such.pem cannot be read.');
  });

  it('that hold nothing are refused, not taken for trust in nobody', async () => {
    expect(await failure({ authority: await write('empty.pem', 'nothing\n') })).toMatch(
      /--store-ca: .*empty\.pem holds nothing in PEM/,
    );
  });

  it('that are cut off are refused', async () => {
    const cut = await write('cut.pem', `${authority.certificate.slice(0, 200)}\n`);
    expect(await failure({ ...(await clientFiles('bot')), certificate: cut })).toMatch(
      /--store-certificate: .*cut\.pem is not sound/,
    );
  });

  it('must belong together', async () => {
    const [one, other] = [await clientFiles('one'), await clientFiles('other')];
    expect(await failure({ certificate: one.certificate, key: other.key })).toMatch(
      /--store-key: .*other\.key is not the key of --store-certificate/,
    );
    expect(await failure({ certificate: one.certificate })).toMatch(
      /--store-certificate needs --store-key beside it/,
    );
  });

  it('with a pass phrase are refused, with what to do', async () => {
    const { certificate } = await clientFiles('one');
    const key = await write('locked.key', '-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIF\n');
    expect(await failure({ certificate, key })).toMatch(/locked\.key is encrypted/);
  });
});
