import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { totalmem } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CitewellError } from '../errors.js';
import { type ErrorRecord, restoreError } from '../threads/protocol.js';
import { cancelled } from './cancelled.js';
import type { FoundFile } from './find-files.js';
import type { ReadFile } from './read-file.js';

/** What reading one file may take. */
export interface ReadingLimits {
  /** Milliseconds for a file of this size in bytes. */
  time(size: number): number;
  /** Bytes of memory of the whole process. */
  readonly memory: number;
}

const MEBIBYTE = 2 ** 20;
/** Every parser is done with a mebibyte in a few seconds; a machine may be busy. */
const DEFAULT_LIMITS: ReadingLimits = {
  time: (size) => Math.min(60_000 + 20_000 * (size / MEBIBYTE), 900_000),
  memory: Math.min(2048 * MEBIBYTE, 0.5 * totalmem()),
};
/** The share of the memory that V8's heap may take; the rest is for buffers and the process itself. */
const HEAP_SHARE = 0.6;

/** A file, and what of it is not to be read. */
export interface ReadingRequest {
  readonly file: FoundFile;
  /** Parts that a process did not survive, each with what is told of it. */
  readonly lost: ReadonlyMap<string, string>;
  /** Whether the rest of the parts is left out as well. */
  readonly wholeOnly: boolean;
}

/** `part` comes before each of them is read. */
export type ReadingReply =
  | { readonly part: string }
  | { readonly read: ReadFile }
  | { readonly error: ErrorRecord };

/** How often a file is begun anew without the part that ended the process; then it is read without any. */
const MOST_LOST_PARTS = 3;

/**
 * Reads files with parsers of others in a process of its own: one that hangs, eats all memory or crashes costs
 * that file only, and an attachment of a mail only itself. The process is started at the first file, and anew after
 * one that it did not survive.
 */
export class ReadingProcess {
  private child: ChildProcess | undefined;
  private closed = false;

  constructor(private readonly limits: ReadingLimits = DEFAULT_LIMITS) {}

  /** One call at a time. @throws CitewellError `unreadable_file`, `not_text`, `file_too_large`, `cancelled` */
  async read(file: FoundFile): Promise<ReadFile> {
    const lost = new Map<string, CitewellError>();
    for (;;) {
      let part: string | undefined;
      const reasons = new Map([...lost].map(([id, { message }]) => [id, message]));
      const request = { file, lost: reasons, wholeOnly: lost.size >= MOST_LOST_PARTS };
      try {
        const read = await this.attempt(request, (id) => {
          part = id;
        });
        return { ...read, lost };
      } catch (error) {
        // A process that is there has told what is wrong with the file.
        if (part === undefined || this.child !== undefined || !(error instanceof CitewellError)) throw error;
        if (error.code === 'cancelled') throw error;
        lost.set(part, error);
      }
    }
  }

  private attempt({ file, ...request }: ReadingRequest, onPart: (id: string) => void): Promise<ReadFile> {
    const child = this.running();
    const limit = this.limits.time(file.size);
    return new Promise((resolve, reject) => {
      let late = false;
      let reached = file.id;
      const timer = setTimeout(() => {
        late = true;
        child.kill('SIGKILL');
      }, limit);
      const settle = (outcome: () => void): void => {
        clearTimeout(timer);
        child.removeAllListeners();
        outcome();
      };
      child.on('message', (reply: ReadingReply) => {
        if ('part' in reply) {
          reached = reply.part;
          onPart(reached);
        } else settle(() => ('error' in reply ? reject(restoreError(reply.error)) : resolve(reply.read)));
      });
      // What cannot be started or written to is gone as well.
      child.once('error', (cause) => settle(() => reject(this.ended(reached, undefined, cause))));
      child.once('exit', (_code, signal) => {
        const end = () =>
          settle(() => reject(this.ended(reached, late ? limit : undefined, signal ?? undefined)));
        // What it has written last comes before that.
        if (child.connected) child.once('disconnect', end);
        else end();
      });
      child.send({ ...request, file } satisfies ReadingRequest);
    });
  }

  /** Ends the process; a call that runs fails with `cancelled`. */
  close(): void {
    this.closed = true;
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }

  private running(): ChildProcess {
    this.child ??= startProcess(this.limits.memory);
    return this.child;
  }

  /** @param id of the file or part that it read @param cause the signal that ended it, or what else was wrong */
  private ended(id: string, limit: number | undefined, cause: unknown): CitewellError {
    this.child = undefined;
    if (this.closed) return cancelled();
    const seconds = Math.round((limit ?? 0) / 1000);
    const memory = Math.round(this.limits.memory / MEBIBYTE);
    // V8 aborts where its heap is full; the guard, and the system, kill.
    const isMemory = cause === 'SIGKILL' || cause === 'SIGABRT';
    const what =
      limit !== undefined
        ? `takes more than ${seconds} seconds to read`
        : isMemory
          ? `needs more than ${memory} MiB of memory to be read`
          : "can't be read: its parser crashed";
    return new CitewellError(
      limit !== undefined || isMemory ? 'file_too_large' : 'unreadable_file',
      `${id} ${what}. Split it, or save it anew from a program that can open it.`,
      { document: id },
      { cause },
    );
  }
}

function startProcess(memory: number): ChildProcess {
  const isSource = import.meta.url.endsWith('.ts');
  const entry = new URL(isSource ? './reading-worker.ts' : './reading-worker.js', import.meta.url);
  const heap = Math.round((HEAP_SHARE * memory) / MEBIBYTE);
  const loader = isSource
    ? ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href]
    : [];
  return fork(fileURLToPath(entry), [String(memory)], {
    execArgv: [`--max-old-space-size=${heap}`, ...loader],
    serialization: 'advanced',
    // Parsers warn on the console; nobody reads it there.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}
