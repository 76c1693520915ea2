import { existsSync } from 'node:fs';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Certified, TestAuthority } from '../../support/certificates.js';
import { EngineUnavailable } from './prepare.js';
import { startCluster, type TestCluster } from './start-cluster.js';

const ADMINISTRATOR = 'CN=administrator of a test';
const SECURITY = 'opensearch-security';

/** A real node with its security plug-in: TLS, users with passwords and rights, clients known by certificates. */
export interface SecuredNode extends TestCluster {
  readonly authority: TestAuthority;
  /** Changes users, roles and mappings as the cluster's administrator does. */
  administer(method: string, path: string, body?: object): Promise<void>;
}

/** @throws EngineUnavailable */
export async function startSecuredNode(): Promise<SecuredNode> {
  const authority = await TestAuthority.make();
  const node = await authority.sign({ name: 'CN=node of a test' });
  const administrator = await authority.sign({ name: ADMINISTRATOR });
  const files = (layer: 'transport' | 'http') => ({
    [`plugins.security.ssl.${layer}.pemcert_filepath`]: 'node.pem',
    [`plugins.security.ssl.${layer}.pemkey_filepath`]: 'node.key',
    [`plugins.security.ssl.${layer}.pemtrustedcas_filepath`]: 'authority.pem',
  });
  const cluster = await startCluster({
    protocol: 'https',
    plugins: { 'org.opensearch.security.OpenSearchSecurityPlugin': SECURITY },
    settings: {
      ...files('transport'),
      ...files('http'),
      'plugins.security.ssl.http.enabled': 'true',
      'plugins.security.ssl.http.clientauth_mode': 'OPTIONAL',
      'plugins.security.authcz.admin_dn': ADMINISTRATOR,
      'plugins.security.allow_default_init_securityindex': 'true',
      'plugins.security.audit.type': 'noop',
    },
    configure: async (folder, engine) => {
      const shipped = join(engine.folder, 'lib', SECURITY, 'config');
      if (!existsSync(shipped)) {
        throw new EngineUnavailable(`Maven has no security plug-in of OpenSearch ${engine.number}`);
      }
      await writeFile(join(folder, 'node.pem'), node.certificate);
      await writeFile(join(folder, 'node.key'), node.key);
      await writeFile(join(folder, 'authority.pem'), authority.certificate);
      await cp(shipped, join(folder, SECURITY), { recursive: true });
      await knowClientsByCertificate(join(folder, SECURITY, 'config.yml'));
    },
  });
  const administer = administeringOf(cluster.nodes[0] ?? '', authority, administrator);
  try {
    await initialised(administer);
    return { ...cluster, authority, administer };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

/** Clients may show a certificate in the place of a user's name and password. */
async function knowClientsByCertificate(file: string): Promise<void> {
  const configuration = await readFile(file, 'utf8');
  const changed = configuration.replace(/(clientcert_auth_domain:[\s\S]*?http_enabled:) false/, '$1 true');
  if (changed === configuration) throw new Error(`${file} has no domain of client certificates.`);
  await writeFile(file, changed);
}

function administeringOf(address: string, authority: TestAuthority, { certificate, key }: Certified) {
  const agent = new Agent({ ca: authority.certificate, cert: certificate, key });
  return (method: string, path: string, body?: object): Promise<void> =>
    new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json' };
      const asking = request(`${address}${path}`, { method, headers, agent }, async (response) => {
        let text = '';
        for await (const chunk of response) text += chunk;
        if ((response.statusCode ?? 500) < 300) resolve();
        else reject(new Error(`${method} ${path}: ${response.statusCode} ${text}`));
      });
      asking.on('error', reject);
      asking.end(body && JSON.stringify(body));
    });
}

/** The plug-in reads its files into an index of its own, a moment after the node has started. */
async function initialised(administer: SecuredNode['administer']): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await administer('GET', '/_plugins/_security/api/internalusers');
      return;
    } catch (error) {
      if (attempt === 120) throw error;
    }
    await delay(500);
  }
}
