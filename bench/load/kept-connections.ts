import { connect, type Socket } from 'node:net';

export interface PlainResponse {
  readonly status: number;
  readonly hasRetryAfter: boolean;
}

interface Exchange {
  resolve(response: PlainResponse): void;
  reject(error: Error): void;
}

const HEAD_END = '\r\n\r\n';
/** The server closes what is idle for five seconds; a request must not meet that on its way. In milliseconds. */
const MOST_IDLE = 4_000;

/**
 * HTTP/1.1 over connections that are kept and used again, for as little work as can be: whatever a client on the
 * server's own cores takes of them is missing from what it measures. Of a response only the head is looked at, which
 * must tell the body's length. Node's own client takes twice as much a request, undici's as much as that.
 */
export class KeptConnections {
  readonly #idle: KeptConnection[] = [];
  readonly #all = new Set<KeptConnection>();

  /** @param url of the server: `http://127.0.0.1:8787` */
  constructor(private readonly url: string) {}

  /** Posts JSON on a connection that is idle, or on another. Fails where the connection does, or ends too early. */
  async post(path: string, json: string): Promise<PlainResponse> {
    const { host } = new URL(this.url);
    const connection = this.#take() ?? this.#connect();
    const head = `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n`;
    const response = await connection.exchange(
      `${head}Content-Length: ${Buffer.byteLength(json)}${HEAD_END}${json}`,
    );
    this.#idle.push(connection);
    return response;
  }

  close(): void {
    for (const connection of this.#all) connection.close();
  }

  /** The one that was used last: where it is too old, all are. */
  #take(): KeptConnection | undefined {
    const connection = this.#idle.pop();
    if (!connection || performance.now() - connection.idleSince < MOST_IDLE) return connection;
    for (const old of [connection, ...this.#idle.splice(0)]) old.close();
    return undefined;
  }

  #connect(): KeptConnection {
    const { hostname, port } = new URL(this.url);
    const connection = new KeptConnection(
      connect({ host: hostname, port: Number(port), noDelay: true }),
      () => {
        this.#all.delete(connection);
        const position = this.#idle.indexOf(connection);
        if (position >= 0) this.#idle.splice(position, 1);
      },
    );
    this.#all.add(connection);
    return connection;
  }
}

/** One request at a time. */
class KeptConnection {
  #exchange: Exchange | undefined;
  #head = '';
  #response: PlainResponse | undefined;
  #bodyBytes = 0;
  /** By `performance.now()`. */
  idleSince = 0;

  constructor(
    private readonly socket: Socket,
    onClose: () => void,
  ) {
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', (error) => this.#exchange?.reject(error));
    socket.on('close', () => {
      onClose();
      this.#exchange?.reject(new Error('The connection ended before its response.'));
    });
  }

  exchange(request: string): Promise<PlainResponse> {
    this.#head = '';
    this.#response = undefined;
    return new Promise((resolve, reject) => {
      this.#exchange = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.socket.destroy();
  }

  #take(chunk: Buffer): void {
    if (this.#response) this.#bodyBytes -= chunk.length;
    else {
      this.#head += chunk.toString('latin1');
      const end = this.#head.indexOf(HEAD_END);
      if (end < 0) return;
      const length = /\ncontent-length: (\d+)/i.exec(this.#head)?.[1];
      if (length === undefined) throw new Error(`A response does not tell its length: ${this.#head}`);
      const hasRetryAfter = /\nretry-after:/i.test(this.#head.slice(0, end));
      this.#response = { status: Number(this.#head.slice(9, 12)), hasRetryAfter };
      this.#bodyBytes = Number(length) - (this.#head.length - end - HEAD_END.length);
    }
    if (this.#bodyBytes > 0) return;
    const exchange = this.#exchange;
    this.#exchange = undefined;
    this.idleSince = performance.now();
    exchange?.resolve(this.#response);
  }
}
