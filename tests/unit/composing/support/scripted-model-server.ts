import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as OpenAI's clients send it, as far as the tests look at it. */
interface ModelRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly response_format?: { readonly type: string };
  readonly max_tokens?: number;
}

/** What the server does with a request; `attempt` counts from 1. */
export type Behaviour = (response: ServerResponse, request: ModelRequest, attempt: number) => void;

export interface ScriptedServer {
  /** What `llmBaseUrl` is set to. */
  readonly url: string;
  readonly requests: readonly ModelRequest[];
  /** Authorization headers as they came. */
  readonly keys: readonly (string | undefined)[];
  /** Requests whose client left before their end. */
  readonly left: () => number;
  /** What it does from now on. */
  behave(behaviour: Behaviour): void;
  close(): Promise<void>;
}

/** A server on this machine that speaks OpenAI's protocol and behaves as a test tells it to. */
export async function startScriptedServer(behaviour: Behaviour): Promise<ScriptedServer> {
  const requests: ModelRequest[] = [];
  const keys: (string | undefined)[] = [];
  let left = 0;
  let current = behaviour;
  const server = createServer(async (request, response) => {
    let json = '';
    for await (const piece of request) json += piece;
    requests.push(JSON.parse(json));
    keys.push(request.headers.authorization);
    response.on('close', () => {
      if (!response.writableFinished) left++;
    });
    current(response, JSON.parse(json), requests.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    keys,
    left: () => left,
    behave: (next) => {
      current = next;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Begins a streamed answer and writes the text, in pieces as models do. */
export function write(response: ServerResponse, text: string): void {
  if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (let at = 0; at < text.length; at += 9) chunk(response, { content: text.slice(at, at + 9) });
}

/** Ends it as it should be ended. */
export function finish(response: ServerResponse): void {
  chunk(response, {}, 'stop');
  response.end('data: [DONE]\n\n');
}

export function reply(text: string): Behaviour {
  return (response) => {
    write(response, text);
    finish(response);
  };
}

export function refuse(status: number, headers: Record<string, string> = {}): Behaviour {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify({ error: { message: `no: ${status}`, type: 'error' } }));
  };
}

function chunk(response: ServerResponse, delta: object, reason: string | null = null): void {
  const choices = [{ index: 0, delta, finish_reason: reason }];
  const event = { id: 'c1', object: 'chat.completion.chunk', created: 0, model: 'scripted', choices };
  response.write(`data: ${JSON.stringify(event)}\n\n`);
}
