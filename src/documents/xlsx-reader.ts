import { assertNotBlank, buildDocument } from './build-document.js';
import type { DocumentReader } from './document-reader.js';
import { officeProperties } from './office-package.js';
import { writeSheet } from './sheet-records.js';
import { StructuredTextWriter } from './structured-text.js';
import { titleFromFileName } from './title-from-file-name.js';
import { SheetRows } from './xlsx-sheet.js';
import { readWorkbook } from './xlsx-workbook.js';
import { ZipArchive } from './zip-archive.js';
import { visitPart } from './zip-xml.js';

/** Excel workbooks: sheets as headings, rows as records, dates and numbers as they are shown. */
export const xlsxReader: DocumentReader = {
  extensions: ['.xlsx', '.xlsm'],
  version: 'xlsx-1',
  foreign: true,
  async read(file) {
    const { id } = file;
    const zip = await ZipArchive.open(file.bytes, id);
    const workbook = await readWorkbook(zip, id);
    const writer = new StructuredTextWriter();
    const shown = workbook.sheets.filter(({ hidden }) => !hidden);
    for (const sheet of shown) {
      const rows = new SheetRows(workbook);
      await visitPart(zip, sheet.part, id, rows);
      if (rows.rows.length === 0) continue;
      writer.heading(1, sheet.name);
      writeSheet(rows.rows, writer);
    }
    const { text, headings, records } = writer.finish();
    assertNotBlank(id, text);
    const hidden = workbook.sheets.length - shown.length;
    return [
      buildDocument({
        id,
        text,
        records,
        warnings: hidden === 0 ? [] : [`${hidden} hidden sheets were left out.`],
        // A sheet's name is no title of the workbook.
        metadata: { title: titleFromFileName(id), ...(await officeProperties(zip, id)) },
        titleOfLastResort: titleFromFileName(id),
        findHeadings: () => [...headings],
      }),
    ];
  },
};
