import { statSync } from 'node:fs';
import { lstat, readdir, realpath } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { readerFor } from '../documents/document-readers.js';
import { CitewellError } from '../errors.js';
import { type FileFacts, factsOf } from '../file-state.js';
import { isLeftOut } from './left-out-names.js';
import { isGoneReason, NAME_NOT_UTF8 } from './unreadable.js';

/** Stands in a listed name where its bytes are not UTF-8. */
const REPLACEMENT = '\uFFFD';

/** Names the knowledge folder as a root, and where a single file is the knowledge, that one's folder. */
const KNOWLEDGE_SOURCE = '.';

/** Names the folder of uploads as a root: with its path, a data folder that was moved would have lost its sources. */
const UPLOADS_SOURCE = 'uploads:';

/** The source name of an uploaded file. */
export function uploadSource(name: string): string {
  return `${UPLOADS_SOURCE}/${name}`;
}

/** A file to index. */
export interface FoundFile {
  /** Relative to the folder that ids are relative to, `/` separators. */
  readonly id: string;
  /** Its name as a source: see `Source.name`. */
  readonly source: string;
  readonly path: string;
  /** Size in bytes. */
  readonly size: number;
  /** What else the system said of it, where it was asked. */
  readonly facts?: FileFacts;
  /** Where it was fetched from, for a page of the web. */
  readonly address?: string;
}

/** The reader of its format. Addresses of pages say nothing of that; the name under which a page is kept does. */
export function readerOf({ id, path, address }: Pick<FoundFile, 'id' | 'path' | 'address'>) {
  return readerFor(address === undefined ? id : path);
}

/** What was found below one of the paths to index. */
export interface FoundRoot {
  /** The root's name as a source: every source that is it, or lies below it, belongs to it. */
  readonly source: string;
  readonly files: readonly FoundFile[];
  /** Folders, files and links that could not be looked at: what was indexed from them stays. */
  readonly unreadable: readonly UnreadablePath[];
  /** What lies there and is never read, whatever its format. */
  readonly passedOver: readonly PassedOverPath[];
}

/** @see isLeftOut */
interface PassedOverPath {
  readonly id: string;
  readonly why: 'name' | 'no_file' | 'visited';
}

interface UnreadablePath {
  readonly id: string;
  readonly source: string;
  /** The file system's code, or `NAME_NOT_UTF8`. */
  readonly reason: string;
}

/**
 * Lists the files below `path` without those that `isLeftOut` names. Ids are relative to
 * `knowledgeFolder` for what lies in it, else to the path itself (a file's own name for a single file). The
 * folder of uploads is a root of its own, and left out where another is around it, as is that of fetched pages.
 *
 * @throws CitewellError `knowledge_missing` where `path` is not there or cannot be read
 */
export async function findFiles(
  path: string,
  knowledgeFolder: string,
  uploadsFolder?: string,
  webFolder?: string,
): Promise<FoundRoot> {
  const root = resolve(path);
  const knowledge = resolve(knowledgeFolder);
  const uploads = uploadsFolder === undefined ? undefined : resolve(uploadsFolder);
  const web = webFolder === undefined ? undefined : resolve(webFolder);
  const inside = root === knowledge || root.startsWith(knowledge + sep);
  const nameOf = (file: string) => {
    if (root === uploads) {
      const id = slashes(relative(root, file));
      return { id, source: id === '' ? UPLOADS_SOURCE : uploadSource(id) };
    }
    const id = slashes(relative(inside ? knowledge : root, file)) || basename(file);
    return { id, source: inside ? `./${id}` : slashes(file) };
  };

  const files: FoundFile[] = [];
  const unreadable: UnreadablePath[] = [];
  const passedOver: PassedOverPath[] = [];
  const passOver = (entry: string, why: PassedOverPath['why']) => {
    passedOver.push({ id: nameOf(entry).id, why });
  };
  const visited = new Set<string>();

  async function visit(entry: string): Promise<void> {
    if ((entry === uploads && entry !== root) || entry === web) return;
    try {
      // To wait for each by itself takes ten times as long as to look.
      const stats = statSync(entry);
      if (stats.isFile()) {
        files.push({ ...nameOf(entry), path: entry, size: stats.size, facts: factsOf(stats) });
      } else if (!stats.isDirectory()) passOver(entry, 'no_file');
      if (!stats.isDirectory()) return;
      const real = await realpath(entry);
      // A link back to a folder above would be walked for ever.
      if (visited.has(real)) return passOver(entry, 'visited');
      visited.add(real);
      for (const name of (await readdir(entry)).sort()) {
        if (isLeftOut(name)) passOver(join(entry, name), 'name');
        else await visit(join(entry, name));
      }
    } catch (error) {
      const reason = reasonOf(error);
      if (entry === root) throw missing(root, reason, error);
      if (isGoneReason(reason) && !(await isLink(entry))) {
        // It has gone since its folder was listed, or is listed by another name than it has.
        if (!basename(entry).includes(REPLACEMENT)) return;
        unreadable.push({ ...nameOf(entry), reason: NAME_NOT_UTF8 });
      } else unreadable.push({ ...nameOf(entry), reason });
    }
  }

  await visit(root);
  return {
    source: root === knowledge ? KNOWLEDGE_SOURCE : nameOf(root).source,
    files,
    unreadable,
    passedOver,
  };
}

async function isLink(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isSymbolicLink();
  } catch (error) {
    reasonOf(error);
    return false;
  }
}

function slashes(path: string): string {
  return path.split(sep).join('/');
}

/** The file system's code; anything else is a fault of ours and goes on up. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  throw error;
}

function missing(path: string, reason: string, cause: unknown): CitewellError {
  return new CitewellError(
    'knowledge_missing',
    `${path} cannot be read (${reason}). Give a folder or file that exists and is readable, or set --knowledge.`,
    { path, reason },
    { cause },
  );
}
