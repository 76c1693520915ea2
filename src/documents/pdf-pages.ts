import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { DocumentMetadata } from './build-document.js';
import { statedProperties } from './office-package.js';
import type { TextRun } from './pdf-lines.js';
import type { PageRuns } from './running-lines.js';
import { unreadable } from './unreadable.js';

/** What a PDF says of itself, and its pages. */
export interface PdfContent {
  readonly pages: readonly PageRuns[];
  readonly metadata: DocumentMetadata;
}

/** PDF.js's own numbers for how much it tells on the console. */
const ERRORS_ONLY = 0;
/** Sine of the angle from which a run counts as turned: watermarks and notes in the margin. */
const TURNED = 0.1;

/**
 * The runs of text on each page, with PDF.js.
 *
 * @throws CitewellError `unreadable_file` where it is damaged or needs a password
 */
export async function readPdfPages(bytes: Uint8Array, id: string): Promise<PdfContent> {
  // Loaded on first use: an index of text files alone never pays for the parser.
  const { getDocument, Util } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const loading = getDocument({
    // PDF.js takes the bytes for itself.
    data: Uint8Array.from(bytes),
    cMapUrl: join(root, 'cmaps/'),
    cMapPacked: true,
    standardFontDataUrl: join(root, 'standard_fonts/'),
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    verbosity: ERRORS_ONLY,
  });
  let pdf: PDFDocumentProxy;
  try {
    pdf = await loading.promise;
  } catch (cause) {
    // The class of this error is not among the library's exports for its types.
    const locked = cause instanceof Error && cause.name === 'PasswordException';
    throw unreadable(
      id,
      locked
        ? 'is protected with a password. Save an unprotected copy.'
        : "can't be read as a PDF: it is damaged. Save it again.",
      cause,
    );
  }
  try {
    const pages: PageRuns[] = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      pages.push({ number, ...(await runsOf(page, Util.transform)) });
      page.cleanup();
    }
    const { info } = await pdf.getMetadata();
    return { pages, metadata: metadataOf(info) };
  } finally {
    await loading.destroy();
  }
}

async function runsOf(
  page: PDFPageProxy,
  multiply: (one: number[], other: number[]) => number[],
): Promise<{ height: number; runs: TextRun[] }> {
  const viewport = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  const upright: TextRun[] = [];
  const turned: TextRun[] = [];
  for (const item of items) {
    if (!('str' in item) || item.str.trim() === '') continue;
    const [a = 1, b = 0, c = 0, d = 1, x = 0, y = 0] = multiply(viewport.transform, item.transform);
    const size = Math.hypot(c, d) || item.height || 1;
    const isTurned = Math.abs(b) > TURNED * Math.hypot(a, b);
    (isTurned ? turned : upright).push({
      text: item.str,
      x,
      y,
      width: item.width,
      size,
      font: item.fontName,
    });
  }
  return { height: viewport.height, runs: upright.length >= turned.length ? upright : turned };
}

function metadataOf(information: object): DocumentMetadata {
  const textOf = (name: string): string | undefined => {
    const value: unknown = Reflect.get(information, name);
    return typeof value === 'string' ? value : undefined;
  };
  return statedProperties(textOf('Title'), textOf('Author'));
}
