import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CitewellSettings } from './settings-schema.js';

/** Where files given over HTTP are kept: with the index, since they are nowhere else. */
export function uploadsFolderOf({ dataDir }: Pick<CitewellSettings, 'dataDir'>): string {
  return join(dataDir, 'uploads');
}

/** What is indexed where no paths are given: the knowledge folder, and the uploads where there were any. */
export function indexingRoots(settings: Pick<CitewellSettings, 'dataDir' | 'knowledge'>): string[] {
  const uploads = uploadsFolderOf(settings);
  return existsSync(uploads) ? [settings.knowledge, uploads] : [settings.knowledge];
}
