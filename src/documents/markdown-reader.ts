import { assertNotBlank, buildDocument } from './build-document.js';
import { decodeText } from './decode-text.js';
import type { DocumentReader } from './document-reader.js';
import { splitFrontMatter } from './front-matter.js';
import { markdownHeadings } from './markdown-headings.js';
import { normaliseText } from './normalise-text.js';
import { titleFromFileName } from './title-from-file-name.js';

/** Markdown as it stands, since quotes are verbatim; front matter is metadata, not text. */
export const markdownReader: DocumentReader = {
  extensions: ['.md', '.markdown'],
  version: 'markdown-1',
  async read(file) {
    const { metadata, body } = splitFrontMatter(normaliseText(decodeText(file.bytes, file.id)), file.id);
    assertNotBlank(file.id, body);
    return [
      buildDocument({
        id: file.id,
        text: body,
        metadata,
        titleOfLastResort: titleFromFileName(file.id),
        findHeadings: markdownHeadings,
      }),
    ];
  },
};
