import { CitewellError } from '../errors.js';
import { buildDocument, type DocumentMetadata } from './build-document.js';
import type { PageStart } from './document.js';
import type { DocumentReader } from './document-reader.js';
import { normaliseText } from './normalise-text.js';
import { titleFromFileName } from './title-from-file-name.js';
import { unwrapLines } from './unwrap-lines.js';

const PAGE_SEPARATOR = '\n\n';

/** PDF with a text layer; pages are kept as offsets, lines are unwrapped. */
export const pdfReader: DocumentReader = {
  extensions: ['.pdf'],
  version: 'pdf-1',
  async read(file) {
    // Loaded on first use: an index of text files alone never pays for the parser.
    const { PDFLoader } = await import('@langchain/community/document_loaders/fs/pdf');
    const blob = new Blob([Uint8Array.from(file.bytes)]);
    const loaded = await new PDFLoader(blob, { splitPages: true }).load().catch((cause: unknown) => {
      throw new CitewellError(
        'unreadable_file',
        `${file.id} can't be read as a PDF: it is damaged or needs a password. Save an unprotected copy.`,
        { document: file.id },
        { cause },
      );
    });
    const pages: PageStart[] = [];
    let text = '';
    for (const page of loaded) {
      // Twice, since joining lines can bring a letter and its combining mark together.
      const content = normaliseText(unwrapLines(normaliseText(page.pageContent))).trim();
      if (content === '') continue;
      if (text !== '') text += PAGE_SEPARATOR;
      pages.push({ number: pageNumberOf(page.metadata) ?? pages.length + 1, start: text.length });
      text += content;
    }
    if (text === '') {
      throw new CitewellError(
        'unreadable_file',
        `${file.id} has no text: it holds only images. Run text recognition (OCR) over it, or remove it.`,
        { document: file.id },
      );
    }
    return [
      buildDocument({
        id: file.id,
        text,
        pages,
        metadata: metadataOf(loaded[0]?.metadata),
        titleOfLastResort: titleFromFileName(file.id),
      }),
    ];
  },
};

function pageNumberOf(metadata: unknown): number | undefined {
  const number = fieldOf(fieldOf(metadata, 'loc'), 'pageNumber');
  return typeof number === 'number' ? number : undefined;
}

function metadataOf(metadata: unknown): DocumentMetadata {
  const information = fieldOf(fieldOf(metadata, 'pdf'), 'info');
  const title = filledText(fieldOf(information, 'Title'));
  const author = filledText(fieldOf(information, 'Author'));
  // Writers leave names such as "Microsoft Word - draft3.doc" as the title: those are no titles.
  const named = title !== undefined && !/^untitled|^microsoft \w+ - |\.\w{2,4}$/iu.test(title);
  return { ...(named ? { title } : {}), ...(author === undefined ? {} : { author }) };
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function filledText(value: unknown): string | undefined {
  const text = typeof value === 'string' ? normaliseText(value).trim() : '';
  return text === '' ? undefined : text;
}
