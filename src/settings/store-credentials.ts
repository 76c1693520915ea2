/** Parts of a store's address that belong into settings of their own. */
export interface StoreCredentials {
  /** Without them. */
  readonly store: string;
  readonly user: string;
  readonly password?: string;
}

const SCHEME = 'opensearch:';

/**
 * Takes a user name and a password out of `opensearch:https://USER:PASSWORD@HOST:9200,https://HOST:9200`, as many
 * services hand out such addresses: what is left may be printed. Characters that mean something in an address are
 * percent-encoded in them.
 *
 * @returns undefined where there are none, or where they are none that all nodes can share: then the address is not a
 * valid store
 */
export function credentialsOf(store: string): StoreCredentials | undefined {
  if (!store.startsWith(SCHEME)) return undefined;
  const nodes = store.slice(SCHEME.length).split(',');
  const found = new Set<string>();
  const bare: string[] = [];
  for (const node of nodes) {
    const [, protocol, credentials, rest] = /^(https?:\/\/)([^/@]*)@([^@]*)$/.exec(node) ?? [];
    if (credentials) found.add(credentials);
    bare.push(credentials ? `${protocol}${rest}` : node);
  }
  const [credentials, ...others] = found;
  if (credentials === undefined || others.length > 0) return undefined;
  const [, user, password] = /^([^:]+)(?::(.*))?$/.exec(credentials) ?? [];
  if (user === undefined) return undefined;
  try {
    return {
      store: `${SCHEME}${bare.join(',')}`,
      user: decodeURIComponent(user),
      ...(password && { password: decodeURIComponent(password) }),
    };
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return undefined;
  }
}
