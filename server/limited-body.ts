import { Readable, Transform } from 'node:stream';
import { CitewellError } from '../src/errors.js';

/** A request's body; empty where it has none. */
export function bodyOf({ body }: Request): Readable {
  return body === null ? Readable.from([]) : Readable.from(chunksOf(body), { objectMode: false });
}

/** Stops reading where it is left, and cancels nothing: that would close the connection before the answer. */
async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    reader.releaseLock();
  }
}

/**
 * Passes a body on, as far as it has no more bytes than `limit`.
 *
 * @throws CitewellError `upload_too_large` where its length says so; else that is what the stream fails with
 */
export function byteLimit(request: Request, limit: number): Transform {
  if (Number(request.headers.get('Content-Length') ?? 0) > limit) throw tooLarge(limit);
  let bytes = 0;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      bytes += chunk.byteLength;
      if (bytes > limit) done(tooLarge(limit));
      else done(null, chunk);
    },
  });
}

function tooLarge(limit: number): CitewellError {
  return new CitewellError(
    'upload_too_large',
    `An upload may have ${limit} bytes at most (--upload-limit). Send fewer files at once, or a larger limit.`,
    { limit },
  );
}
