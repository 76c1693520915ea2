import { assertLength, assertNotBlank, buildDocument } from './build-document.js';
import { decodeLegacyText } from './decode-legacy-text.js';
import type { DocumentReader } from './document-reader.js';
import { splitFrontMatter } from './front-matter.js';
import { markdownHeadings } from './markdown-headings.js';
import { writeMarkdownTables } from './markdown-tables.js';
import { normaliseText } from './normalise-text.js';
import { titleFromFileName } from './title-from-file-name.js';

/** Markdown as it stands, but for rows of tables, which become records; front matter is metadata, not text. */
export const markdownReader: DocumentReader = {
  extensions: ['.md', '.markdown'],
  version: 'markdown-3',
  async read(file) {
    const { text: raw, warnings } = decodeLegacyText(file.bytes, file.id);
    const { metadata, body } = splitFrontMatter(normaliseText(raw), file.id);
    assertNotBlank(file.id, body);
    assertLength(file.id, body);
    const { text, records } = writeMarkdownTables(body);
    return [
      buildDocument({
        id: file.id,
        text,
        records,
        warnings,
        metadata,
        titleOfLastResort: titleFromFileName(file.id),
        findHeadings: markdownHeadings,
      }),
    ];
  },
};
