import { type ReadResponse, RequestFailed, readFailure } from './failure.js';

/** A server that says nothing for this long is taken for dead, in milliseconds; a stream says something every 15 s. */
export const REQUEST_TIMEOUT = 90_000;

/** @throws RequestFailed; DOMException `AbortError` where the signal was aborted. */
export async function request(url: URL, signal: AbortSignal, init: RequestInit): Promise<ReadResponse> {
  const timeout = AbortSignal.timeout(REQUEST_TIMEOUT);
  return reading(timeout, async () =>
    whole(await fetch(url, { ...init, signal: AbortSignal.any([signal, timeout]) })),
  );
}

/**
 * A response with its body.
 *
 * @throws RequestFailed where the server refuses or fails
 */
export async function whole(response: Response): Promise<ReadResponse> {
  const read = { status: response.status, headers: response.headers, body: await response.text() };
  if (!response.ok) throw new RequestFailed(readFailure(read, Date.now()));
  return read;
}

/** Names what fetch and the reading of a body throw. */
export async function reading<Result>(timeout: AbortSignal, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (timeout.aborted) throw new RequestFailed({ kind: 'timed_out' });
    // Where the connection fails.
    if (error instanceof TypeError) throw new RequestFailed({ kind: 'unreachable' });
    throw error;
  }
}
