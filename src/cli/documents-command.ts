import { removeDocuments } from '../engine/change-index.js';
import type { CitewellSettings } from '../settings/settings-schema.js';
import { assertIndexed, withIndexedCitewell } from './ask-command.js';
import { EXIT, type ExitCode } from './exit-codes.js';

const PAGE = 1_000;

export interface DocumentsCommandOptions {
  readonly json: boolean;
  readonly signal: AbortSignal;
}

/** `citewell documents list`: what the index knows, a line each. */
export async function listDocumentsCommand(
  settings: CitewellSettings,
  { json, signal }: DocumentsCommandOptions,
): Promise<ExitCode> {
  return withIndexedCitewell(settings, signal, async (citewell) => {
    let after = '';
    for (;;) {
      const documents = await citewell.listDocuments({ limit: PAGE, after });
      for (const document of documents) {
        const { id, title, published, length, passages } = document;
        const columns = [id, title, published ?? '', `${length} characters`, `${passages} passages`];
        process.stdout.write(`${json ? JSON.stringify(document) : columns.join('\t')}\n`);
      }
      after = documents.at(-1)?.id ?? '';
      if (documents.length < PAGE) return EXIT.ok;
    }
  });
}

/** `citewell documents show ID`: the very text that offsets refer to; with `--json`, everything known of it. */
export async function showDocumentCommand(
  settings: CitewellSettings,
  id: string,
  { json, signal }: DocumentsCommandOptions,
): Promise<ExitCode> {
  return withIndexedCitewell(settings, signal, async (citewell) => {
    const document = await citewell.getDocument(id);
    process.stdout.write(json ? `${JSON.stringify(document)}\n` : document.text);
    return EXIT.ok;
  });
}

/** `citewell documents remove ID…` */
export async function removeDocumentsCommand(
  settings: CitewellSettings,
  ids: readonly string[],
): Promise<ExitCode> {
  assertIndexed(settings);
  await removeDocuments(settings, ids);
  process.stderr.write(
    `Removed ${ids.length} from the index. A document whose file is still there returns at the next "citewell index": remove the file to keep it out.\n`,
  );
  return EXIT.ok;
}
