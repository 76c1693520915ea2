import { assertNotBlank, buildDocument } from './build-document.js';
import { decodeMarkup } from './decode-markup.js';
import type { DocumentReader } from './document-reader.js';
import { writeHtmlBlocks } from './html-blocks.js';
import { findMainContent } from './html-content.js';
import { htmlMetadata } from './html-metadata.js';
import { parseHtml } from './html-tree.js';
import { StructuredTextWriter } from './structured-text.js';
import { titleFromFileName } from './title-from-file-name.js';

/** Web pages: their main content, with headings, lists, and rows of tables as records. */
export const htmlReader: DocumentReader = {
  extensions: ['.html', '.htm', '.xhtml'],
  version: 'html-4',
  foreign: true,
  async read(file) {
    const { text: html, warnings } = decodeMarkup(file.bytes, file.id);
    const page = parseHtml(html);
    const writer = new StructuredTextWriter();
    const content = page && findMainContent(page);
    if (content) writeHtmlBlocks(content.root, writer, content.isContent);
    const { text, headings, records } = writer.finish();
    assertNotBlank(file.id, text);
    return [
      buildDocument({
        id: file.id,
        text,
        records,
        warnings,
        metadata: page && content ? htmlMetadata(page, content.root) : {},
        titleOfLastResort: titleFromFileName(file.id),
        findHeadings: () => [...headings],
      }),
    ];
  },
};
