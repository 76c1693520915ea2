import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CitewellSettings } from './settings-schema.js';

/** Where files given over HTTP are kept: with the index, since they are nowhere else. */
export function uploadsFolderOf({ dataDir }: Pick<CitewellSettings, 'dataDir'>): string {
  return join(dataDir, 'uploads');
}

/** Where fetched pages are kept: what is made anew from them needs no network. */
export function webFolderOf({ dataDir }: Pick<CitewellSettings, 'dataDir'>): string {
  return join(dataDir, 'web');
}

/** What is indexed where no paths are given: the knowledge folder, and uploads and fetched pages where there were any. */
export function indexingRoots(settings: Pick<CitewellSettings, 'dataDir' | 'knowledge'>): string[] {
  return [settings.knowledge, ...ownRoots(settings)];
}

/** Those of the folders that Citewell keeps itself which are there. */
export function ownRoots(settings: Pick<CitewellSettings, 'dataDir'>): string[] {
  return [uploadsFolderOf(settings), webFolderOf(settings)].filter((folder) => existsSync(folder));
}
