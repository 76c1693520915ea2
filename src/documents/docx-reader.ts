import { CitewellError } from '../errors.js';
import { assertNotBlank, buildDocument } from './build-document.js';
import type { DocumentReader } from './document-reader.js';
import { normaliseText } from './normalise-text.js';
import { titleFromFileName } from './title-from-file-name.js';

/** Word documents, as the text of their paragraphs. */
export const docxReader: DocumentReader = {
  extensions: ['.docx'],
  version: 'docx-1',
  async read(file) {
    // Loaded on first use: an index of text files alone never pays for the parser.
    const { DocxLoader } = await import('@langchain/community/document_loaders/fs/docx');
    const pages = await new DocxLoader(new Blob([Uint8Array.from(file.bytes)]))
      .load()
      .catch((cause: unknown) => {
        throw new CitewellError(
          'unreadable_file',
          `${file.id} can't be read as a Word document: it is damaged or protected. Save it again as .docx.`,
          { document: file.id },
          { cause },
        );
      });
    const text = normaliseText(pages.map((page) => page.pageContent).join('\n\n')).replace(
      /\n{3,}/gu,
      '\n\n',
    );
    assertNotBlank(file.id, text);
    return [buildDocument({ id: file.id, text, titleOfLastResort: titleFromFileName(file.id) })];
  },
};
