import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { CitewellError } from '../src/errors.js';
import { AccessToken, bearerToken } from './access-token.js';
import { type AppSettings, createApp, takesUploads } from './app.js';
import { limitBodyTime } from './body-deadline.js';
import { type ConnectionLimits, DEFAULT_CONNECTION_LIMITS, DEFAULT_UPLOAD_LIMITS } from './limits.js';
import { knownHosts } from './middleware/known-host.js';
import { followRequests, type RunningRequests } from './running-requests.js';
import { isUpload } from './upload-request.js';

export interface ServerSettings extends AppSettings {
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly connections?: Partial<ConnectionLimits>;
}

export interface RunningServer {
  /** For a browser on this machine: `http://127.0.0.1:8787`. */
  readonly url: string;
  readonly port: number;
  /**
   * Stops accepting, lets running requests finish for `shutdownMilliseconds` (10 s by default), then cuts what
   * is left. The answerer stays open.
   */
  close(): Promise<void>;
}

/** @throws CitewellError `port_in_use`, `invalid_settings` if the address can't be listened on. */
export async function startServer(settings: ServerSettings): Promise<RunningServer> {
  const limits: ConnectionLimits = { ...DEFAULT_CONNECTION_LIMITS, ...settings.connections };
  const hosts = knownHosts(settings.host, settings.allowOrigins ?? []);
  const app = createApp({ ...settings, ...(hosts && { hosts }) });
  const uploadMilliseconds = settings.uploadLimits?.milliseconds ?? DEFAULT_UPLOAD_LIMITS.milliseconds;
  const server = createServer(
    {
      requestTimeout: takesUploads(settings) ? uploadMilliseconds : limits.requestMilliseconds,
      headersTimeout: limits.headersMilliseconds,
      connectionsCheckingInterval: limits.checkMilliseconds,
      keepAliveTimeout: limits.keepAliveMilliseconds,
    },
    getRequestListener(app.fetch, { hostname: settings.host }),
  );
  server.timeout = limits.silentMilliseconds;
  const requests = followRequests(server);
  if (takesUploads(settings)) {
    limitBodyTime(server, limits.requestMilliseconds, uploadsOf(settings.adminToken));
  }
  const { port } = await listen(server, settings.host, settings.port);
  let closing: Promise<void> | undefined;
  return {
    url: `http://${hostForBrowser(settings.host)}:${port}`,
    port,
    close: () => {
      closing ??= closeServer(server, requests, limits.shutdownMilliseconds).finally(() =>
        settings.log?.flush?.(),
      );
      return closing;
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)));
    server.listen(port, host, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') {
        reject(new CitewellError('invalid_settings', `${host} is not an address of a network.`));
        return;
      }
      resolve(address);
    });
  });
}

function listenError(cause: NodeJS.ErrnoException, host: string, port: number): CitewellError {
  if (cause.code === 'EADDRINUSE') {
    const message = `Port ${port} on ${host} is in use. Choose another with --port; 0 picks a free one.`;
    return new CitewellError('port_in_use', message, { host, port }, { cause });
  }
  const message = `Can't listen on ${host}, port ${port} (${cause.code ?? cause.name}). Choose others with --host and --port.`;
  return new CitewellError('invalid_settings', message, { host, port }, { cause });
}

/** Any-address hosts can be listened on but not opened; IPv6 addresses stand in brackets. */
function hostForBrowser(host: string): string {
  if (host === '0.0.0.0' || host === '::') {
    return 'localhost';
  }
  return host.includes(':') ? `[${host}]` : host;
}

async function closeServer(
  server: Server,
  requests: RunningRequests,
  limitMilliseconds: number,
): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  const limit = setTimeout(() => server.closeAllConnections(), limitMilliseconds);
  server.closeIdleConnections();
  requests.endConnections();
  await requests.whenNone();
  clearTimeout(limit);
  server.closeAllConnections();
  await closed;
}

/** Whether a request brings documents and may: only then is its body waited for. */
function uploadsOf(adminToken: string | undefined): (request: IncomingMessage) => boolean {
  const admin = adminToken === undefined ? undefined : new AccessToken(adminToken);
  return ({ method, url = '', headers }) =>
    isUpload(method, url) && admin?.matches(bearerToken(headers.authorization) ?? '') === true;
}
