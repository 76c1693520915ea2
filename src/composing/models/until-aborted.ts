/**
 * The pieces of a stream until the signal aborts; then it ends, even if the source does not mind the signal. The
 * source's error is thrown on unless it comes after that.
 */
export async function* untilAborted<Piece>(
  source: AsyncIterable<Piece>,
  signal: AbortSignal,
): AsyncGenerator<Piece> {
  const pieces = source[Symbol.asyncIterator]();
  let abort = () => {};
  const aborted = new Promise<'aborted'>((resolve) => {
    abort = () => resolve('aborted');
  });
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  try {
    while (true) {
      const next = pieces.next();
      // Its failure has no listener once the signal has won.
      next.catch(() => undefined);
      const result = await Promise.race([aborted, next]);
      if (result === 'aborted' || result.done) return;
      yield result.value;
    }
  } finally {
    signal.removeEventListener('abort', abort);
    // Not waited for: a source that hangs would hang this, too.
    void Promise.resolve(pieces.return?.()).catch(() => undefined);
  }
}
