import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { TlsOptions } from 'node:tls';

interface Reply {
  readonly status?: number;
  readonly body: unknown;
}

export interface FakeCluster {
  readonly address: string;
  close(): Promise<void>;
}

export const INFO = { version: { distribution: 'opensearch', number: '2.19.1' } };

/**
 * Answers as a cluster that fails in ways that a real one cannot be brought to at will.
 *
 * @param tls the server's certificate, and whether it wants one of its clients; left out, it speaks plain HTTP
 */
export async function fakeCluster(
  reply: (request: IncomingMessage, body: string) => Reply | Promise<Reply>,
  tls?: TlsOptions,
): Promise<FakeCluster> {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { status = 200, body: content } = await reply(request, body);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(content));
  };
  const server = tls ? createTlsServer(tls, answer) : createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    address: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
