import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { CitewellError } from '../errors.js';
import {
  FEEDBACK_PART,
  FORMAT_VERSION,
  MANIFEST,
  type Manifest,
  manifestSchema,
  STORE_PART,
  UPLOADS_PART,
} from './manifest.js';

/** In bytes; a manifest has a line for each upload. */
const LARGEST_MANIFEST = 64 * 1024 * 1024;

/**
 * Unpacks a backup into an empty folder, each part checked against its hash.
 *
 * @throws CitewellError `backup_invalid` where it is none, or damaged, or made by a later version
 */
export async function unpackBackup(file: string, folder: string): Promise<Manifest> {
  const zip = await openZip(file);
  try {
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
    const manifest = await readManifest(file, zip, entries.get(MANIFEST));
    for (const part of manifest.parts) {
      const entry = entries.get(part.name);
      if (!entry || !isExpected(part.name))
        throw invalid(file, `its part ${part.name} is missing or unknown`);
      await unpackPart(file, zip, entry, join(folder, part.name), part);
    }
    if (!manifest.parts.some(({ name }) => name === STORE_PART)) throw invalid(file, 'it holds no index');
    return manifest;
  } catch (error) {
    throw isZipError(error) ? invalid(file, 'it is damaged', error) : error;
  } finally {
    zip.close();
  }
}

/** @throws CitewellError `backup_invalid`; the file system's errors */
async function openZip(file: string): Promise<ZipFile> {
  try {
    // yauzl refuses names that are absolute or lead out of the folder.
    return await openPromise(file, { lazyEntries: true, autoClose: false });
  } catch (error) {
    throw isZipError(error) ? invalid(file, 'it is no zip file, or only the beginning of one', error) : error;
  }
}

async function readManifest(file: string, zip: ZipFile, entry: Entry | undefined): Promise<Manifest> {
  if (!entry || entry.uncompressedSize > LARGEST_MANIFEST) throw invalid(file, `it has no ${MANIFEST}`);
  const json = await text(await zip.openReadStreamPromise(entry));
  const version = versionIn(json);
  if (version > FORMAT_VERSION)
    throw invalid(file, `a later version of Citewell made it (format ${version})`);
  const parsed = manifestSchema.safeParse(parsedJson(json));
  if (!parsed.success) throw invalid(file, `its ${MANIFEST} is not one of Citewell's`);
  return parsed.data;
}

function parsedJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function versionIn(json: string): number {
  const value = parsedJson(json);
  const version = value instanceof Object && 'version' in value ? value.version : 0;
  return typeof version === 'number' ? version : 0;
}

async function unpackPart(
  file: string,
  zip: ZipFile,
  entry: Entry,
  target: string,
  { name, bytes, sha256 }: Manifest['parts'][number],
): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  const hash = createHash('sha256');
  const hashed = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  if (entry.uncompressedSize !== bytes) throw invalid(file, `its part ${name} has another size`);
  const written = createWriteStream(target, { flags: 'wx', mode: 0o600, flush: true });
  await pipeline(await zip.openReadStreamPromise(entry), hashed, written);
  if (hash.digest('hex') !== sha256) throw invalid(file, `its part ${name} is damaged`);
}

function isExpected(name: string): boolean {
  return name === STORE_PART || name === FEEDBACK_PART || name.startsWith(UPLOADS_PART);
}

/** What yauzl and zlib find wrong; the file system's errors have a `syscall`. */
function isZipError(error: unknown): error is Error {
  return error instanceof Error && !(error instanceof CitewellError) && !('syscall' in error);
}

function invalid(file: string, finding: string, cause?: unknown): CitewellError {
  return new CitewellError(
    'backup_invalid',
    `${file} is no backup that can be imported: ${finding}. Nothing was changed.`,
    { file, finding },
    { cause },
  );
}
