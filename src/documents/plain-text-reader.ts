import { assertNotBlank, buildDocument } from './build-document.js';
import { decodeLegacyText } from './decode-legacy-text.js';
import type { DocumentReader } from './document-reader.js';
import { normaliseText } from './normalise-text.js';
import { titleFromFileName } from './title-from-file-name.js';

/** Plain text: one document a file, with the title, author and date that its own lines state. */
export const plainTextReader: DocumentReader = {
  extensions: ['.txt'],
  version: 'plain-text-1',
  async read(file) {
    const { text: raw, warnings } = decodeLegacyText(file.bytes, file.id);
    const text = normaliseText(raw);
    assertNotBlank(file.id, text);
    return [buildDocument({ id: file.id, text, warnings, titleOfLastResort: titleFromFileName(file.id) })];
  },
};
