import { connect, type Socket } from 'node:net';
import { type RunningServer, type ServerSettings, startServer } from '../../../server/start-server.js';
import { InMemoryAnswerer } from './in-memory-answerer.js';

/** Starts a server on a free port of the loopback interface. */
export function startTestServer(settings: Partial<ServerSettings> = {}): Promise<RunningServer> {
  return startServer({
    answerer: new InMemoryAnswerer(),
    version: '0.0.0-test',
    webFolder: '/nonexistent',
    host: '127.0.0.1',
    port: 0,
    ...settings,
  });
}

/** A bare connection, to send what no HTTP client would. */
export interface RawConnection {
  readonly socket: Socket;
  /** Everything received, once the server has closed the connection. */
  readonly closed: Promise<string>;
}

export async function openConnection(port: number, ...lines: string[]): Promise<RawConnection> {
  const socket = connect(port, '127.0.0.1');
  const closed = new Promise<string>((resolve) => {
    const received: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => received.push(chunk));
    // A reset is one of the ways in which a server ends a connection: 'close' follows.
    socket.on('error', (error) => received.push(Buffer.from(`[${error.message}]`)));
    socket.on('close', () => resolve(Buffer.concat(received).toString()));
  });
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  if (lines.length > 0) {
    socket.write(lines.join('\r\n'));
  }
  return { socket, closed };
}

/** A promise that a test settles. */
export interface Signal {
  readonly promise: Promise<void>;
  fire(): void;
}

export function createSignal(): Signal {
  let fire = (): void => {};
  const promise = new Promise<void>((resolve) => {
    fire = resolve;
  });
  return { promise, fire: () => fire() };
}
