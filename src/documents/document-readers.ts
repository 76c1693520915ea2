import { csvReader } from './csv-reader.js';
import type { DocumentReader } from './document-reader.js';
import { docxReader } from './docx-reader.js';
import { emlReader } from './eml-reader.js';
import { epubReader } from './epub-reader.js';
import { htmlReader } from './html-reader.js';
import { jsonLinesReader } from './json-lines-reader.js';
import { markdownReader } from './markdown-reader.js';
import { pdfReader } from './pdf-reader.js';
import { plainTextReader } from './plain-text-reader.js';
import { pptxReader } from './pptx-reader.js';
import { xlsxReader } from './xlsx-reader.js';

const READERS_OF_FILES: readonly DocumentReader[] = [
  plainTextReader,
  markdownReader,
  jsonLinesReader,
  htmlReader,
  docxReader,
  pptxReader,
  xlsxReader,
  csvReader,
  epubReader,
  pdfReader,
];

const DOCUMENT_READERS: readonly DocumentReader[] = [...READERS_OF_FILES, emlReader(READERS_OF_FILES)];

/** Lower-case extensions with the dot, in the order in which messages list them. */
export const supportedExtensions: readonly string[] = DOCUMENT_READERS.flatMap((reader) => reader.extensions);

/** The reader for a file of this name, by its extension in any case; `undefined` where there is none. */
export function readerFor(fileName: string): DocumentReader | undefined {
  const lowerCase = fileName.toLowerCase();
  return DOCUMENT_READERS.find((reader) =>
    reader.extensions.some((extension) => lowerCase.endsWith(extension)),
  );
}
