import { removeDocuments } from '../engine/change-index.js';
import { CitewellError } from '../errors.js';
import type { CitewellSettings } from '../settings/settings-schema.js';
import { assertIndexed, withCatalogue } from '../store/sqlite/open-catalogue.js';
import { EXIT, type ExitCode } from './exit-codes.js';

const PAGE = 1_000;

/** `citewell documents list`: what the index knows, a line each. */
export async function listDocumentsCommand(settings: CitewellSettings, json: boolean): Promise<ExitCode> {
  return withCatalogue(settings.dataDir, async (catalogue) => {
    for (let after = ''; ; ) {
      const documents = await catalogue.documents({ limit: PAGE, after });
      for (const { pages: _pages, headings: _headings, stated: _stated, ...document } of documents) {
        const { id, title, published, length, passages } = document;
        const columns = [id, title, published ?? '', `${length} characters`, `${passages} passages`];
        process.stdout.write(`${json ? JSON.stringify(document) : columns.join('\t')}\n`);
      }
      const last = documents.at(-1);
      if (documents.length < PAGE || !last) return EXIT.ok;
      after = last.id;
    }
  });
}

/** `citewell documents show ID`: the very text that offsets refer to; with `--json`, everything known of it. */
export async function showDocumentCommand(
  settings: CitewellSettings,
  id: string,
  json: boolean,
): Promise<ExitCode> {
  return withCatalogue(settings.dataDir, async (catalogue) => {
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
  assertIndexed(settings.dataDir);
  await removeDocuments(settings, ids);
  process.stderr.write(
    `Removed ${ids.length} from the index. A document whose file is still there returns at the next "citewell index": remove the file to keep it out.\n`,
  );
  return EXIT.ok;
}
