/** What one request may cost. */
export interface ServerLimits {
  /** Largest request body, in bytes. */
  readonly bodyBytes: number;
  /** Longest that a question or a search may run, in milliseconds; after it the client gets a 503. */
  readonly answerMilliseconds: number;
  /** Questions and searches that may be under way or waiting at once; what is more gets a 503 at once. */
  readonly queueLimit: number;
  /** Pause after which a stream of events says that it is still there, in milliseconds. */
  readonly heartbeatMilliseconds: number;
}

/** What one upload may cost. */
export interface UploadLimits {
  /** Largest request, in bytes. */
  readonly bytes: number;
  /** Most files of one request. */
  readonly files: number;
  /** Longest that a request may take to arrive, in milliseconds. */
  readonly milliseconds: number;
}

/** 100 MiB take 14 minutes at 1 Mbit/s. Each file costs a read by its format's reader before the answer. */
export const DEFAULT_UPLOAD_LIMITS: UploadLimits = {
  bytes: 100 * 1024 * 1024,
  files: 200,
  milliseconds: 15 * 60_000,
};

/**
 * 256 KiB holds the longest question with twelve turns of the greatest length, or two hundred of 1,200 characters.
 * 32 questions at about 90 ms each wait three seconds at most. Proxies cut what is silent for a minute or so.
 */
export const DEFAULT_LIMITS: ServerLimits = {
  bodyBytes: 256 * 1024,
  answerMilliseconds: 60_000,
  queueLimit: 32,
  heartbeatMilliseconds: 15_000,
};

/** What slow or silent connections may cost, in milliseconds. */
export interface ConnectionLimits {
  /** From the first byte of a request to the last of its body. */
  readonly requestMilliseconds: number;
  /** From the first byte of a request to the end of its headers. */
  readonly headersMilliseconds: number;
  /** How often the two limits above are looked at. */
  readonly checkMilliseconds: number;
  /** How long a connection without a request is kept open. */
  readonly keepAliveMilliseconds: number;
  /** How long a connection may move no byte, in either direction, while a request is answered. */
  readonly silentMilliseconds: number;
  /** How long `close` lets running requests go on before their connections are cut. */
  readonly shutdownMilliseconds: number;
}

/**
 * A body of 256 KiB takes 30 s at 70 kbit/s, so an honest slow client gets through; Node's own default of five
 * minutes would let a few hundred silent clients hold all sockets. An answer may take a minute, and events say that
 * they are there four times a minute: what moves no byte for two is a client that has stopped reading. Shutdown within 10 s is what process
 * supervisors grant by default before they kill.
 */
export const DEFAULT_CONNECTION_LIMITS: ConnectionLimits = {
  requestMilliseconds: 30_000,
  headersMilliseconds: 10_000,
  checkMilliseconds: 1_000,
  keepAliveMilliseconds: 5_000,
  silentMilliseconds: 120_000,
  shutdownMilliseconds: 10_000,
};
