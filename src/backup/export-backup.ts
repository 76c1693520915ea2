import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdtemp, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { snapshotFeedback } from '../feedback/snapshot-feedback.js';
import { uploadsFolderOf } from '../settings/indexing-roots.js';
import { snapshotStore } from '../store/sqlite/snapshot-store.js';
import { packageVersion } from '../version.js';
import { backupFailure } from './backup-failure.js';
import {
  FEEDBACK_PART,
  FORMAT,
  FORMAT_VERSION,
  MANIFEST,
  type Manifest,
  STORE_PART,
  UPLOADS_PART,
} from './manifest.js';

interface Part {
  readonly name: string;
  readonly path: string;
}

/**
 * Writes the index, the uploads and the feedback of a data folder into one zip file, while others ask and index:
 * each database as of one moment. The file takes its name once it is whole and on disk; until then it needs twice
 * its room.
 *
 * @throws CitewellError `index_missing`, `index_damaged`, `storage_failed`
 */
export async function exportBackup(dataFolder: string, file: string): Promise<Manifest> {
  const target = resolve(file);
  return backupFailure(target, async () => {
    const staging = await mkdtemp(`${target}.unfinished-`);
    try {
      const state = snapshotStore(dataFolder, join(staging, STORE_PART));
      const parts = [{ name: STORE_PART, path: join(staging, STORE_PART) }];
      if (snapshotFeedback(dataFolder, join(staging, FEEDBACK_PART))) {
        parts.push({ name: FEEDBACK_PART, path: join(staging, FEEDBACK_PART) });
      }
      parts.push(...(await uploadsOf(dataFolder)));
      const archive = join(staging, basename(target));
      const manifest = await writeArchive(archive, parts, {
        format: FORMAT,
        version: FORMAT_VERSION,
        citewell: packageVersion,
        createdAt: new Date().toISOString(),
        ...state,
      });
      await rename(archive, target);
      await sync(dirname(target));
      return manifest;
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  });
}

async function uploadsOf(dataFolder: string): Promise<Part[]> {
  const folder = uploadsFolderOf({ dataDir: dataFolder });
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, name: `${UPLOADS_PART}${relative(folder, path).replaceAll('\\', '/')}` }))
    .filter(({ name }) => !name.startsWith(`${UPLOADS_PART}.`));
}

async function writeArchive(
  file: string,
  parts: readonly Part[],
  facts: Omit<Manifest, 'parts'>,
): Promise<Manifest> {
  const zip = new ZipFile();
  const written = pipeline(
    zip.outputStream,
    createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }),
  );
  const described: Manifest['parts'][number][] = [];
  const adding = (async () => {
    for (const { name, path } of parts) {
      const hash = createHash('sha256');
      let bytes = 0;
      const counted = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          hash.update(chunk);
          bytes += chunk.byteLength;
          done(null, chunk);
        },
      });
      zip.addReadStream(counted, name, { compressionLevel: 1, mode: 0o600 });
      await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), counted);
      described.push({ name, bytes, sha256: hash.digest('hex') });
    }
    const manifest = { ...facts, parts: described };
    // Last, since the hashes are known once all has been written; a zip file is read from its end.
    zip.addBuffer(Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`), MANIFEST);
    zip.end();
    return manifest;
  })();
  const [manifest] = await Promise.all([adding, written]);
  return manifest;
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
