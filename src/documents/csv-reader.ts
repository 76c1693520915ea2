import Papa from 'papaparse';
import { assertNotBlank, buildDocument } from './build-document.js';
import { decodeLegacyText } from './decode-legacy-text.js';
import type { DocumentReader } from './document-reader.js';
import { normaliseText } from './normalise-text.js';
import { writeSheet } from './sheet-records.js';
import { StructuredTextWriter } from './structured-text.js';
import { titleFromFileName } from './title-from-file-name.js';

/** Tables separated by commas, semicolons, tabs or bars, which is told from the file: rows as records. */
export const csvReader: DocumentReader = {
  extensions: ['.csv', '.tsv'],
  version: 'csv-1',
  foreign: true,
  async read(file) {
    const { id } = file;
    const { text: raw, warnings } = decodeLegacyText(file.bytes, id);
    const { data: rows, errors } = Papa.parse<string[]>(normaliseText(raw), {
      skipEmptyLines: 'greedy',
      delimitersToGuess: [',', ';', '\t', '|'],
    });
    const writer = new StructuredTextWriter();
    writeSheet(rows, writer);
    const { text, records } = writer.finish();
    assertNotBlank(id, text);
    const unclosed = errors.find(({ type }) => type === 'Quotes');
    return [
      buildDocument({
        id,
        text,
        records,
        warnings: [
          ...warnings,
          ...(unclosed === undefined
            ? []
            : [
                `Row ${(unclosed.row ?? 0) + 1} has a quotation mark that is not closed: rows after it may run together.`,
              ]),
        ],
        titleOfLastResort: titleFromFileName(id),
        findHeadings: () => [],
      }),
    ];
  },
};
