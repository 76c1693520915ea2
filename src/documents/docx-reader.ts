import { assertNotBlank, buildDocument } from './build-document.js';
import type { DocumentReader } from './document-reader.js';
import { writeHtmlBlocks } from './html-blocks.js';
import { parseHtml } from './html-tree.js';
import { officeProperties } from './office-package.js';
import { StructuredTextWriter } from './structured-text.js';
import { titleFromFileName } from './title-from-file-name.js';
import { ZipArchive } from './zip-archive.js';
import { readNeededPart } from './zip-xml.js';

/** Word's own names of the styles that head a text; mammoth knows `Heading 1` to `Heading 6` by itself. */
const STYLES = ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"];

/** Word documents: paragraphs, headings by style, lists, rows of tables as records, notes at the end. */
export const docxReader: DocumentReader = {
  extensions: ['.docx'],
  version: 'docx-3',
  foreign: true,
  async read(file) {
    const zip = await ZipArchive.open(file.bytes, file.id);
    // mammoth unpacks without bounds: what it will unpack is read within them first.
    await readNeededPart(zip, 'word/document.xml', file.id);
    for (const name of zip.names) if (/^word\/[^/]+\.xml$/u.test(name)) await zip.read(name);
    // Loaded on first use: an index of text files alone never pays for the parser.
    const { default: mammoth } = await import('mammoth');
    const { value: html } = await mammoth.convertToHtml(
      { buffer: Buffer.from(file.bytes) },
      {
        styleMap: STYLES,
        // Pictures would be written into the page as text.
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
      },
    );
    const writer = new StructuredTextWriter();
    const page = parseHtml(html);
    if (page !== undefined) writeHtmlBlocks(page, writer, ({ tagName }) => tagName !== 'head');
    const { text, headings, records } = writer.finish();
    assertNotBlank(file.id, text);
    return [
      buildDocument({
        id: file.id,
        text,
        records,
        metadata: await officeProperties(zip, file.id),
        titleOfLastResort: titleFromFileName(file.id),
        ...(headings.length === 0 ? {} : { findHeadings: () => [...headings] }),
      }),
    ];
  },
};
