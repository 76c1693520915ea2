import type { CitewellSettings } from '../settings/settings-schema.js';
import { withIndexedCitewell } from './ask-command.js';
import { EXIT, type ExitCode } from './exit-codes.js';

const PAGE = 1_000;

/** `citewell documents list`: what the index knows, a line each. */
export async function listDocumentsCommand(settings: CitewellSettings, json: boolean): Promise<ExitCode> {
  return withIndexedCitewell(settings, async (citewell) => {
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
  json: boolean,
): Promise<ExitCode> {
  return withIndexedCitewell(settings, async (citewell) => {
    const document = await citewell.getDocument(id);
    process.stdout.write(json ? `${JSON.stringify(document)}\n` : document.text);
    return EXIT.ok;
  });
}
