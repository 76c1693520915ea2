import { removeDocuments } from '../engine/change-index.js';
import { assertStoreExists, readStore } from '../engine/stores.js';
import { CitewellError } from '../errors.js';
import { leftOutFiles } from '../indexing/left-out-files.js';
import type { CitewellSettings } from '../settings/settings-schema.js';
import { counted } from './counted.js';
import { EXIT, type ExitCode } from './exit-codes.js';

const PAGE = 1_000;

export interface ListDocumentsOptions {
  readonly json: boolean;
  /** Also says, on stderr, what is wrong with documents, and why files of the knowledge folder are left out. */
  readonly verbose: boolean;
}

/** `citewell documents list`: what the index knows, a line each. */
export async function listDocumentsCommand(
  settings: CitewellSettings,
  { json, verbose }: ListDocumentsOptions,
): Promise<ExitCode> {
  const exitCode = await readStore(settings, async ({ catalogue }) => {
    for (let after = ''; ; ) {
      const documents = await catalogue.documents({ limit: PAGE, after });
      for (const { pages, headings: _headings, stated: _stated, ...document } of documents) {
        const { id, title, published, length, bytes, passages, warnings = [] } = document;
        const columns = [
          id,
          title,
          published ?? '',
          counted(length, 'character'),
          ...(bytes === undefined ? [] : [counted(bytes, 'byte')]),
          counted(passages, 'passage'),
          ...(pages.length > 0 ? [counted(pages.at(-1)?.number ?? 0, 'page')] : []),
          ...(warnings.length > 0 ? [counted(warnings.length, 'warning')] : []),
        ];
        const record = { ...document, pages: pages.at(-1)?.number ?? 0 };
        process.stdout.write(`${json ? JSON.stringify(record) : columns.join('\t')}\n`);
        if (verbose) for (const warning of warnings) process.stderr.write(`${id}: ${warning}\n`);
      }
      const last = documents.at(-1);
      if (documents.length < PAGE || !last) return EXIT.ok;
      after = last.id;
    }
  });
  if (verbose) await explainLeftOut(settings);
  return exitCode;
}

async function explainLeftOut(settings: CitewellSettings): Promise<void> {
  await readStore(settings, async ({ ledger }) => {
    for await (const { reason } of leftOutFiles(settings.knowledge, ledger)) {
      process.stderr.write(`not in the index: ${reason}\n`);
    }
  });
}

/** `citewell documents show ID`: the very text that offsets refer to; with `--json`, everything known of it. */
export async function showDocumentCommand(
  settings: CitewellSettings,
  id: string,
  json: boolean,
): Promise<ExitCode> {
  return readStore(settings, async ({ catalogue }) => {
    const document = await catalogue.document(id);
    if (!document) {
      const message = `There is no document "${id}". "citewell documents list" shows what there is.`;
      throw new CitewellError('not_found', message, { id });
    }
    process.stdout.write(json ? `${JSON.stringify(document)}\n` : document.text);
    return EXIT.ok;
  });
}

/** `citewell documents remove ID…` */
export async function removeDocumentsCommand(
  settings: CitewellSettings,
  ids: readonly string[],
): Promise<ExitCode> {
  assertStoreExists(settings);
  const removed = await removeDocuments(settings, ids);
  process.stderr.write(
    `Removed ${removed} from the index. A document whose file is still there returns at the next "citewell index": remove the file to keep it out.\n`,
  );
  return EXIT.ok;
}
