import { resolve } from 'node:path';
import { isWebAddress } from '../crawling/web-address.js';
import { readStore } from '../engine/stores.js';
import { findFiles } from '../indexing/find-files.js';
import { findPages } from '../indexing/find-pages.js';
import { passedOverFiles } from '../indexing/passed-over-files.js';
import { indexingRoots, uploadsFolderOf, webFolderOf } from '../settings/indexing-roots.js';
import type { CitewellSettings } from '../settings/settings-schema.js';

const PAGE = 1_000;

/**
 * Says on stderr why files below what was indexed are not in the index, and what is wrong with documents that are.
 * Files that failed are not among them: the run has told of each.
 *
 * @param paths as they were given to `citewell index`
 */
export async function explainIndex(settings: CitewellSettings, paths: readonly string[]): Promise<void> {
  const web = webFolderOf(settings);
  const given = paths.map((path) => (isWebAddress(path) ? web : path));
  const roots: string[] = [];
  for (const path of new Set(given.length > 0 ? given : indexingRoots(settings))) {
    const found =
      resolve(path) === resolve(web)
        ? await findPages(web)
        : await findFiles(path, settings.knowledge, uploadsFolderOf(settings), web);
    for (const { reason } of passedOverFiles(found)) process.stderr.write(`left out: ${reason}\n`);
    roots.push(found.source);
  }
  const isBelow = (source: string) =>
    roots.some((root) => source === root || source.startsWith(root.endsWith('/') ? root : `${root}/`));
  await readStore(settings, async ({ catalogue, ledger }) => {
    for (let after = ''; ; ) {
      const documents = await catalogue.documents({ limit: PAGE, after });
      const warned = documents.filter(({ warnings }) => warnings !== undefined);
      const entries = await ledger.entries(warned.map(({ id }) => id));
      for (const { id, warnings = [] } of warned) {
        if (!isBelow(entries.get(id)?.source ?? '')) continue;
        for (const warning of warnings) process.stderr.write(`${id}: ${warning}\n`);
      }
      const last = documents.at(-1);
      if (documents.length < PAGE || !last) return;
      after = last.id;
    }
  });
}
