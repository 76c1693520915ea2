import { EXIT } from './exit-codes.js';

/** What ends a command before its time. */
export interface Interruption {
  /** Aborts with the first SIGINT or SIGTERM, and where nobody reads the output any more. */
  readonly signal: AbortSignal;
  /** Whether the reader of the pipe, `head` for one, had enough: no failure, and nothing is left to do. */
  outputClosed(): boolean;
}

/** Listens to the process's signals and to its output from then on. */
export function listenForInterruption(): Interruption {
  const interruption = new AbortController();
  let closed = false;

  /** The first signal asks for an orderly end; the second, of whichever kind, is of someone who will not wait. */
  function stop(received: NodeJS.Signals): void {
    if (!interruption.signal.aborted) {
      interruption.abort();
      return;
    }
    process.off('SIGINT', stop).off('SIGTERM', stop);
    process.kill(process.pid, received);
    // The first process of a container is not ended by a signal.
    process.exit(EXIT.interrupted);
  }

  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // Of `2>&1 | head` both are the one pipe.
  for (const output of [process.stdout, process.stderr]) {
    output.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      closed = true;
      interruption.abort();
    });
  }
  return { signal: interruption.signal, outputClosed: () => closed };
}
