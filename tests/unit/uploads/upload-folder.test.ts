import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { UploadFolder } from '../../../src/uploads/upload-folder.js';

const OPENING = 200;

// A busy disk: files are opened late.
vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<typeof import('node:fs')>();
  const open = (...opened: Parameters<typeof fs.open>) => setTimeout(() => fs.open(...opened), OPENING);
  const createWriteStream = (path: string, options: object) =>
    fs.createWriteStream(path, { ...options, fs: { ...fs, open } } as Parameters<
      typeof fs.createWriteStream
    >[1]);
  return { ...fs, createWriteStream };
});

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'citewell-uploads-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

it('leaves nothing of an upload that breaks off before its file is open', async () => {
  const uploads = await UploadFolder.open(folder, async () => []);
  const content = new PassThrough();
  const receipt = uploads.receive('a.txt', content, new AbortController().signal);
  content.destroy(new Error('broken off'));
  await expect(receipt).rejects.toThrow();
  await wait(2 * OPENING);
  expect(await readdir(join(folder, '.incoming'))).toEqual([]);
});
