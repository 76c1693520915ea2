import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type FSWatcher, watch } from 'chokidar';
import { isDocument, WatchScope } from './watch-scope.js';

/** How often the roots themselves are looked at: none of their own watches tells that they are back. In milliseconds. */
const LOOK_AT_ROOTS_EVERY = 1_000;
/** How often each file is looked at where the system does not tell of changes, in milliseconds. */
const POLL_EVERY = 2_000;

/** The system has no watches left: for this user (inotify), or for this process (files). */
const NO_WATCHES_LEFT: ReadonlySet<string> = new Set(['ENOSPC', 'EMFILE', 'ENFILE']);

export interface FileWatchOptions {
  readonly roots: readonly string[];
  /** A folder that is not watched, wherever it lies. */
  readonly excluded: string;
  /** Looks at every file again and again: for network drives and shared folders of virtual machines. */
  readonly poll: boolean;
  /** Something below the roots may have changed, or a root has gone or come back. */
  readonly onChange: () => void;
  /** What the watch does otherwise than one would expect, for people. */
  readonly onNotice: (text: string) => void;
}

/**
 * Tells that documents below some roots have changed, not which: who indexes compares everything anyway, so that
 * no change is lost of which the system does not tell.
 */
export class FileWatch {
  private watcher: FSWatcher | undefined;
  private identities = '';
  private poll: boolean;
  private isExhausted = false;
  private readonly closing = new AbortController();
  private readonly noticed = new Set<string>();
  private readonly scope: WatchScope;
  private following: Promise<void> = Promise.resolve();

  private constructor(private readonly options: FileWatchOptions) {
    this.poll = options.poll;
    this.scope = new WatchScope(options.roots, options.excluded);
  }

  /** Resolves once it watches. Roots that are not there are watched from when they come. */
  static async start(options: FileWatchOptions): Promise<FileWatch> {
    const fileWatch = new FileWatch(options);
    await fileWatch.open();
    fileWatch.following = fileWatch.followRoots();
    return fileWatch;
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.following;
    await this.watcher?.close();
  }

  private async open(): Promise<void> {
    const { roots, onChange } = this.options;
    await this.watcher?.close();
    const identities = await Promise.all(roots.map(identityOf));
    this.identities = identities.join();
    const present = roots.filter((_, position) => identities[position] !== '');
    const watcher = watch(present, {
      ignoreInitial: true,
      usePolling: this.poll,
      interval: POLL_EVERY,
      binaryInterval: POLL_EVERY,
      ignored: (path, stats) => !this.scope.includes(path, stats),
    });
    this.watcher = watcher;
    watcher.on('all', onChange);
    // What is written twice within milliseconds is told once in `all`, and perhaps of the first time.
    watcher.on('raw', (_event, path, details) => {
      const { watchedPath = '' } = details as { watchedPath?: string };
      if (isDocument(basename(path || watchedPath))) onChange();
    });
    await new Promise<void>((resolve) => {
      watcher.on('ready', resolve);
      watcher.on('error', (error) => {
        this.receive(error);
        if (this.isExhausted) resolve();
      });
      if (present.length === 0) resolve();
    });
    if (this.isExhausted && !this.poll) await this.openPolling();
  }

  private openPolling(): Promise<void> {
    this.poll = true;
    this.options.onNotice(
      `The system watches no more files for this user or process, so each file is looked at every ${POLL_EVERY / 1000} seconds. To be told of changes at once, raise the limit (on Linux the sysctls fs.inotify.max_user_watches and fs.inotify.max_user_instances).`,
    );
    return this.open();
  }

  private receive(error: unknown): void {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const code = String(error.code);
    if (!this.poll && NO_WATCHES_LEFT.has(code)) {
      this.isExhausted = true;
      return;
    }
    const notice = `Changes of ${'path' in error ? String(error.path) : 'a file'} cannot be watched (${code}).`;
    if (!this.noticed.has(notice)) this.options.onNotice(notice);
    this.noticed.add(notice);
  }

  private async followRoots(): Promise<void> {
    const { signal } = this.closing;
    for (;;) {
      await delay(LOOK_AT_ROOTS_EVERY, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const identities = (await Promise.all(this.options.roots.map(identityOf))).join();
      const isOvertaxed = this.isExhausted && !this.poll;
      if (identities === this.identities && !isOvertaxed) continue;
      await (isOvertaxed ? this.openPolling() : this.open());
      this.options.onChange();
    }
  }
}

/** Differs for another folder at the same path; empty where there is none. */
async function identityOf(path: string): Promise<string> {
  try {
    const { dev, ino, birthtimeMs } = await stat(path);
    return `${dev}:${ino}:${birthtimeMs}`;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return '';
    throw error;
  }
}
