import { existsSync } from 'node:fs';
import { exportBackup } from '../backup/export-backup.js';
import { runImport } from '../engine/change-index.js';
import { assertInDataFolder, readStore } from '../engine/stores.js';
import { CitewellError } from '../errors.js';
import type { CitewellSettings } from '../settings/settings-schema.js';
import { counted } from './counted.js';
import { EXIT, type ExitCode } from './exit-codes.js';

/** `citewell export FILE [--force]` */
export async function exportCommand(
  settings: CitewellSettings,
  file: string,
  { json, force }: { json: boolean; force: boolean },
): Promise<ExitCode> {
  assertInDataFolder(settings);
  // An index that was opened and never filled is none: a backup of it would hold nothing.
  await readStore(settings, async () => undefined);
  if (!force && existsSync(file)) {
    throw new CitewellError(
      'invalid_request',
      `${file} is there already, and would be lost. Name another file, or give --force to replace it.`,
      { file },
    );
  }
  const manifest = await exportBackup(settings.dataDir, file);
  if (json) process.stdout.write(`${JSON.stringify(manifest)}\n`);
  const { documents, passages, generation, parts } = manifest;
  const uploads = parts.filter(({ name }) => name.startsWith('uploads/')).length;
  process.stderr.write(
    `Exported ${counted(documents, 'document')} in ${counted(passages, 'passage')} (generation ${generation}) and ${counted(uploads, 'uploaded file')} to ${file}.\n`,
  );
  return EXIT.ok;
}

/** `citewell import FILE [--force]` */
export async function importCommand(
  settings: CitewellSettings,
  file: string,
  { json, force, signal }: { json: boolean; force: boolean; signal: AbortSignal },
): Promise<ExitCode> {
  const onProgress = (done: number, total: number) =>
    process.stderr.write(`Embedded ${done} of ${total} documents.\n`);
  const report = await runImport(settings, file, { force, signal, onProgress });
  if (json) process.stdout.write(`${JSON.stringify(report)}\n`);
  const { documents, passages, uploads, embedded, createdAt } = report;
  process.stderr.write(
    `Imported ${counted(documents, 'document')} in ${counted(passages, 'passage')} and ${counted(uploads, 'uploaded file')}, of ${createdAt}; ${counted(embedded, 'passage')} embedded.\n`,
  );
  return EXIT.ok;
}
