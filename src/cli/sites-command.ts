import { existsSync } from 'node:fs';
import { type Site, WebArchive } from '../crawling/web-archive.js';
import { forgetSite } from '../engine/change-index.js';
import { webFolderOf } from '../settings/indexing-roots.js';
import type { CitewellSettings } from '../settings/settings-schema.js';
import { EXIT, type ExitCode } from './exit-codes.js';

/** `citewell sites list`: where crawls began, a line each. */
export async function listSitesCommand(settings: CitewellSettings, json: boolean): Promise<ExitCode> {
  for (const site of await sitesOf(webFolderOf(settings))) {
    const { start, pages, finishedAt, options } = site;
    const columns = [start, `${pages} pages`, `depth ${options.depth}`, finishedAt ?? 'not finished'];
    process.stdout.write(`${json ? JSON.stringify(site) : columns.join('\t')}\n`);
  }
  return EXIT.ok;
}

/** `citewell sites remove START`: its pages leave the index, unless another start leads to them. */
export async function removeSiteCommand(settings: CitewellSettings, start: string): Promise<ExitCode> {
  const { removed } = await forgetSite(settings, start);
  process.stderr.write(`Removed ${removed} documents from the index.\n`);
  return EXIT.ok;
}

async function sitesOf(webFolder: string): Promise<Site[]> {
  if (!existsSync(webFolder)) return [];
  const archive = WebArchive.open(webFolder);
  try {
    return await archive.guarded(() => archive.sites());
  } finally {
    archive.close();
  }
}
