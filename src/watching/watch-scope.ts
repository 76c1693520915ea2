import { realpathSync, type Stats } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { readerFor } from '../documents/document-readers.js';
import { isLeftOut } from '../indexing/left-out-names.js';

/** Which paths can change the index: of files, only those that are read, so that no editor's spare copy is. */
export class WatchScope {
  private readonly roots: readonly string[];
  private readonly excluded: string;

  /** @param excluded a folder that is written to by indexing itself */
  constructor(roots: readonly string[], excluded: string) {
    this.roots = roots.map((root) => resolve(root));
    this.excluded = resolve(excluded);
  }

  /** Whether a path below a root is to be watched; without `stats` it is not known what it is. */
  includes(path: string, stats?: Stats): boolean {
    const absolute = resolve(path);
    if (this.roots.includes(absolute)) return true;
    if (absolute === this.excluded || absolute.startsWith(this.excluded + sep)) return false;
    const root = this.roots.find((candidate) => absolute.startsWith(candidate + sep)) ?? '';
    if (relative(root, absolute).split(sep).some(isLeftOut)) return false;
    if (stats?.isDirectory()) return !leadsBack(root, absolute);
    if (stats === undefined || stats.isSymbolicLink()) return true;
    return stats.isFile() && isDocument(basename(absolute));
  }
}

/** Whether a file of this name is one that is read. */
export function isDocument(name: string): boolean {
  return !isLeftOut(name) && readerFor(name) !== undefined;
}

/** Whether a folder below a root is, by links, one of those that it lies in: it would be watched without end. */
function leadsBack(root: string, folder: string): boolean {
  try {
    const real = realpathSync(folder);
    if (real === folder) return false;
    for (let above = dirname(folder); above.length >= root.length; above = dirname(above)) {
      if (realpathSync(above) === real) return true;
    }
    return false;
  } catch (error) {
    // It has gone meanwhile.
    if (error instanceof Error && 'code' in error) return true;
    throw error;
  }
}
