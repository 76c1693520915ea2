import { statSync } from 'node:fs';
import { WebArchive } from '../crawling/web-archive.js';
import { factsOf } from '../file-state.js';
import type { FoundFile, FoundRoot } from './find-files.js';

/** Names the fetched pages as a root. */
const WEB_SOURCE = 'web:';

/**
 * Lists the pages that crawls have brought; their addresses are their ids. One whose bytes are gone is listed as
 * unreadable: what was indexed from it stays, and the next crawl fetches it anew.
 *
 * @throws CitewellError `storage_failed`
 */
export async function findPages(webFolder: string): Promise<FoundRoot> {
  const archive = WebArchive.open(webFolder);
  try {
    return await archive.guarded(async () => {
      const files: FoundFile[] = [];
      const unreadable: FoundRoot['unreadable'][number][] = [];
      for (const { url, ...stored } of archive.pages()) {
        const source = `${WEB_SOURCE}/${url}`;
        const path = archive.bodies.path(stored);
        const stats = statSync(path, { throwIfNoEntry: false });
        if (stats === undefined) unreadable.push({ id: url, source, reason: 'ENOENT' });
        else files.push({ id: url, source, path, size: stats.size, facts: factsOf(stats), address: url });
      }
      return { source: WEB_SOURCE, files, unreadable, passedOver: [] };
    });
  } finally {
    archive.close();
  }
}
