import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CitewellError } from '../errors.js';
import type { CandidateFile } from '../indexing/check-files.js';
import type { IndexFailure } from '../indexing/index-report.js';
import { makeFolder } from '../make-folder.js';
import { isFile, placeFile, removeFile } from './durable-files.js';
import { storageFailure } from './storage-failure.js';
import { uploadName } from './upload-name.js';
import type { KeepMode, StagedFile, Uploads } from './uploads.js';

/** Hidden, so that indexing passes it over; in the folder itself, so that a file moves out of it in one step. */
const STAGING = '.incoming';
/** A staged file this old, in milliseconds, belongs to a process that was killed. */
const ABANDONED = 24 * 60 * 60 * 1_000;

/** Reads files as indexing would; see `checkFiles`. */
export type FileCheck = (files: readonly CandidateFile[]) => Promise<readonly IndexFailure[]>;

/** Uploads in a folder: a file's place below it is its name. */
export class UploadFolder implements Uploads {
  readonly #staging: string;
  /** Changes of the folder run one after the other. */
  #lastChange: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly folder: string,
    private readonly check: FileCheck,
  ) {
    this.#staging = join(folder, STAGING);
  }

  /** Makes the folder where it is absent, and clears what a killed process left. @throws CitewellError `storage_failed` */
  static async open(folder: string, check: FileCheck): Promise<UploadFolder> {
    const uploads = new UploadFolder(resolve(folder), check);
    await storageFailure(folder, async () => {
      makeFolder(uploads.#staging);
      for (const name of await readdir(uploads.#staging)) {
        const path = join(uploads.#staging, name);
        if ((await stat(path)).mtimeMs < Date.now() - ABANDONED) await rm(path, { force: true });
      }
    });
    return uploads;
  }

  async receive(given: string, content: Readable, signal: AbortSignal): Promise<StagedFile> {
    const name = uploadName(given);
    const path = join(this.#staging, randomUUID());
    const target = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
    const closed = new Promise<void>((resolve) => target.once('close', () => resolve()));
    try {
      await storageFailure(this.folder, () => pipeline(content, target, { signal }));
      if (target.bytesWritten > 0) return { name, path, size: target.bytesWritten };
      throw new CitewellError('upload_invalid', `${name} is empty: it has no bytes.`);
    } catch (error) {
      // Where the content fails before the file is open, it is made after the pipeline has ended.
      target.destroy();
      await closed;
      await rm(path, { force: true });
      throw error;
    }
  }

  keep(files: readonly StagedFile[], mode: KeepMode): Promise<readonly IndexFailure[]> {
    return this.#oneAtATime(async () => {
      const failures = [
        ...(mode === 'add' ? await this.#existing(files) : []),
        ...sameNames(files),
        ...(await this.check(files)),
      ];
      if (failures.length === 0) await this.#place(files);
      return failures;
    });
  }

  async discard(files: readonly StagedFile[]): Promise<void> {
    await Promise.all(files.map(({ path }) => rm(path, { force: true })));
  }

  remove(name: string): Promise<boolean> {
    const safeName = uploadName(name);
    return this.#oneAtATime(() => removeFile(this.folder, safeName));
  }

  async #existing(files: readonly StagedFile[]): Promise<IndexFailure[]> {
    const failures: IndexFailure[] = [];
    for (const { name } of files) {
      if (!(await isFile(join(this.folder, name)))) continue;
      failures.push({
        id: name,
        code: 'document_exists',
        message: `${name} was uploaded before. Replace it with PUT, or give this one another name.`,
      });
    }
    return failures;
  }

  async #place(files: readonly StagedFile[]): Promise<void> {
    const placed: string[] = [];
    try {
      for (const file of files) {
        const path = join(this.folder, file.name);
        const isNew = !(await isFile(path));
        await placeFile(this.folder, file.path, file.name);
        if (isNew) placed.push(path);
      }
    } catch (error) {
      for (const path of placed) await rm(path, { force: true });
      throw error;
    }
  }

  #oneAtATime<Result>(change: () => Promise<Result>): Promise<Result> {
    const result = this.#lastChange.then(change);
    this.#lastChange = result.catch(() => undefined);
    return result;
  }
}

function sameNames(files: readonly StagedFile[]): IndexFailure[] {
  const names = files.map(({ name }) => name.toLowerCase());
  return files
    .filter((_, index) => names.indexOf(names[index] ?? '') < index)
    .map(({ name }) => ({
      id: name,
      code: 'upload_invalid',
      message: `${name} is there twice in this upload.`,
    }));
}
