import { exportBackup } from '../backup/export-backup.js';
import { runImport } from '../engine/change-index.js';
import { assertInDataFolder } from '../engine/stores.js';
import type { CitewellSettings } from '../settings/settings-schema.js';
import { EXIT, type ExitCode } from './exit-codes.js';

/** `citewell export FILE` */
export async function exportCommand(
  settings: CitewellSettings,
  file: string,
  json: boolean,
): Promise<ExitCode> {
  assertInDataFolder(settings);
  const manifest = await exportBackup(settings.dataDir, file);
  if (json) process.stdout.write(`${JSON.stringify(manifest)}\n`);
  const { documents, passages, generation, parts } = manifest;
  const uploads = parts.filter(({ name }) => name.startsWith('uploads/')).length;
  process.stderr.write(
    `Exported ${documents} documents in ${passages} passages (generation ${generation}) and ${uploads} uploaded files to ${file}.\n`,
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
    `Imported ${documents} documents in ${passages} passages and ${uploads} uploaded files, of ${createdAt}; ${embedded} texts embedded.\n`,
  );
  return EXIT.ok;
}
