import { type BigIntStats, statSync } from 'node:fs';
import { join } from 'node:path';
import { indexMissing } from './index-missing.js';
import { DATABASE_FILE } from './sqlite-database.js';

/** Tells whether the file of an open database is still the one in its folder: an open file outlives its removal. */
export class DatabaseFile {
  private readonly opened: BigIntStats | undefined;

  constructor(private readonly dataFolder: string) {
    this.opened = this.look();
  }

  /** @throws CitewellError `index_missing` where it was removed, or another is in its place */
  assertInPlace(): void {
    const found = this.look();
    if (found === undefined || found.ino !== this.opened?.ino || found.dev !== this.opened.dev) {
      throw indexMissing(this.dataFolder);
    }
  }

  private look(): BigIntStats | undefined {
    return statSync(join(this.dataFolder, DATABASE_FILE), { bigint: true, throwIfNoEntry: false });
  }
}
