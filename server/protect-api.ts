import { AccessToken } from './access-token.js';
import { clientAddresses } from './client-address.js';
import type { ServerApp } from './environment.js';
import { rateLimit } from './middleware/rate-limit.js';
import { requireToken } from './middleware/require-token.js';

export interface ProtectionSettings {
  /** Without it or the admin token, nothing of the API answers. By default anybody may ask. */
  readonly askToken?: string | undefined;
  /** Lets its holder change documents, where there are `documents` to change. */
  readonly adminToken?: string | undefined;
  /** Requests that a client may make of the API in a minute; 0, the default, is any number. */
  readonly rateLimit?: number;
  /** Addresses or CIDR ranges of proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies?: readonly string[];
}

/** What costs work or shows documents: what is limited, and what an ask token guards. */
export const API_PATHS = ['/api/*', '/v1/*', '/mcp'];

/** Counts requests before tokens are looked at, so that nobody may try tokens without end. */
export function protectApi(app: ServerApp, settings: ProtectionSettings): void {
  const { askToken, adminToken, rateLimit: perMinute = 0, trustedProxies = [] } = settings;
  const clients = clientAddresses(trustedProxies);
  const tokens = [askToken, adminToken].flatMap((token) =>
    token === undefined ? [] : [new AccessToken(token)],
  );
  const limit = rateLimit(perMinute, clients);
  for (const path of API_PATHS) {
    if (perMinute > 0) app.use(path, limit);
    if (askToken !== undefined) app.use(path, requireToken(tokens));
  }
}
