import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../make-folder.js';

/** A body is kept once, under its own hash: `ab/abcd….html`. */
export interface StoredBody {
  /** Hex SHA-256 of the bytes. */
  readonly body: string;
  /** With the dot; names the reader. */
  readonly extension: string;
}

/** The bytes of fetched pages, a file each. */
export class PageBodies {
  constructor(private readonly folder: string) {}

  path({ body, extension }: StoredBody): string {
    return join(this.folder, body.slice(0, 2), `${body}${extension}`);
  }

  /** Written under another name, synced and renamed: a name that is there holds the whole body. */
  async write(bytes: Uint8Array, extension: string): Promise<StoredBody> {
    const stored = { body: createHash('sha256').update(bytes).digest('hex'), extension };
    const path = this.path(stored);
    if (existsSync(path) && (await this.read(stored)) !== undefined) return stored;
    makeFolder(join(this.folder, stored.body.slice(0, 2)));
    const unfinished = join(this.folder, `${randomUUID()}.part`);
    const file = await open(unfinished, 'w');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
    return stored;
  }

  /** Undefined where the file is gone, or holds other bytes than it was given. */
  async read(stored: StoredBody): Promise<Uint8Array | undefined> {
    const path = this.path(stored);
    if (!existsSync(path)) return undefined;
    const bytes = await readFile(path);
    return createHash('sha256').update(bytes).digest('hex') === stored.body ? bytes : undefined;
  }

  /** Removes all but these, and what an interrupted write has left. */
  async keepOnly(kept: ReadonlySet<string>): Promise<void> {
    if (!existsSync(this.folder)) return;
    for (const name of await readdir(this.folder, { recursive: true, withFileTypes: true })) {
      const path = join(name.parentPath, name.name);
      if (name.isFile() && !kept.has(path)) await rm(path, { force: true });
    }
  }
}
