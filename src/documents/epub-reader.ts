import { CitewellError } from '../errors.js';
import { assertNotBlank, buildDocument, type DocumentMetadata } from './build-document.js';
import type { DocumentReader } from './document-reader.js';
import { writeHtmlBlocks } from './html-blocks.js';
import { findMainContent } from './html-content.js';
import { parseHtml } from './html-tree.js';
import { resolvePart } from './office-package.js';
import { oneLine, StructuredTextWriter } from './structured-text.js';
import { titleFromFileName } from './title-from-file-name.js';
import { childAt, childrenOf, descendantsOf, textOf, type XmlElement } from './xml.js';
import { ZipArchive } from './zip-archive.js';
import { readNeededPart, readPart, readPartText } from './zip-xml.js';

const VOID = 'area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr';
/** XHTML may close any element in its own tag, which HTML reads as an opening tag. */
const SELF_CLOSED = new RegExp(
  `<(?!(?:${VOID})[\\s/>])([a-z][\\w:-]*)((?:[^<>"'/]|/(?!>)|"[^"]*"|'[^']*')*)/>`,
  'giu',
);
const FONT = /\.(?:otf|ttf|woff2?)$/iu;

/** Electronic books: chapters in reading order, with their headings (or their entry in the contents) as headings. */
export const epubReader: DocumentReader = {
  extensions: ['.epub'],
  version: 'epub-2',
  foreign: true,
  async read(file) {
    const { id } = file;
    const zip = await ZipArchive.open(file.bytes, id);
    await assertNotEncrypted(zip, id);
    const container = await readNeededPart(zip, 'META-INF/container.xml', id);
    const packagePart = descendantsOf(container, 'rootfile')[0]?.attributes['full-path'] ?? '';
    const book = await readNeededPart(zip, packagePart, id);
    const items = new Map(
      childrenOf(childAt(book, 'manifest'), 'item').map(({ attributes }) => [attributes['id'], attributes]),
    );
    const names = await chapterNames(zip, id, packagePart, [...items.values()]);
    const writer = new StructuredTextWriter();
    for (const { attributes } of childrenOf(childAt(book, 'spine'), 'itemref')) {
      const item = items.get(attributes['idref']);
      if (item === undefined || /\bnav\b/u.test(item['properties'] ?? '')) continue;
      const part = resolvePart(packagePart, item['href'] ?? '');
      const html = await readPartText(zip, part, id);
      if (html !== undefined) writeChapter(html, names.get(part), writer);
    }
    const { text, headings, records } = writer.finish();
    assertNotBlank(id, text);
    return [
      buildDocument({
        id,
        text,
        records,
        metadata: bookMetadata(childAt(book, 'metadata')),
        titleOfLastResort: titleFromFileName(id),
        findHeadings: () => [...headings],
      }),
    ];
  },
};

function writeChapter(html: string, name: string | undefined, writer: StructuredTextWriter): void {
  const page = parseHtml(html.replace(SELF_CLOSED, '<$1$2></$1>'));
  if (page === undefined) return;
  const { root, isContent } = findMainContent(page);
  const chapter = new StructuredTextWriter();
  writeHtmlBlocks(root, chapter, isContent);
  const { text, headings } = chapter.finish();
  if (text !== '' && headings.length === 0 && name !== undefined && !text.startsWith(name))
    writer.heading(1, name);
  writeHtmlBlocks(root, writer, isContent);
}

/** Names of parts in the table of contents: EPUB 3's `nav` document, or EPUB 2's `ncx`. */
async function chapterNames(
  zip: ZipArchive,
  id: string,
  packagePart: string,
  items: readonly Readonly<Record<string, string>>[],
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  const add = (contents: string, link: string | undefined, label: string): void => {
    const part = resolvePart(contents, (link ?? '').replace(/#.*$/u, ''));
    if (!names.has(part) && oneLine(label) !== '') names.set(part, oneLine(label));
  };
  for (const item of items) {
    const isNav = /\bnav\b/u.test(item['properties'] ?? '');
    if (!isNav && item['media-type'] !== 'application/x-dtbncx+xml') continue;
    const part = resolvePart(packagePart, item['href'] ?? '');
    const contents = await readPart(zip, part, id);
    for (const link of isNav ? descendantsOf(contents, 'a') : [])
      add(part, link.attributes['href'], textOf(link));
    for (const point of isNav ? [] : descendantsOf(contents, 'navPoint')) {
      add(part, childAt(point, 'content')?.attributes['src'], textOf(childAt(point, 'navLabel')));
    }
  }
  return names;
}

function bookMetadata(metadata: XmlElement | undefined): DocumentMetadata {
  const all = (name: string) =>
    childrenOf(metadata, name)
      .map((element) => oneLine(textOf(element)))
      .filter((text) => text !== '');
  const [title] = all('title');
  const author = all('creator').join(', ');
  const [published] = all('date');
  return {
    ...(title === undefined ? {} : { title }),
    ...(author === '' ? {} : { author }),
    ...(published === undefined ? {} : { published }),
  };
}

/** Fonts may be obfuscated in a free book; an encrypted chapter is digital rights management. */
async function assertNotEncrypted(zip: ZipArchive, id: string): Promise<void> {
  const encryption = await readPart(zip, 'META-INF/encryption.xml', id);
  const parts = descendantsOf(encryption, 'CipherReference').map(({ attributes }) => attributes['URI'] ?? '');
  if (parts.every((part) => FONT.test(part))) return;
  throw new CitewellError(
    'unreadable_file',
    `${id} is protected by digital rights management: its chapters are encrypted. Use an unprotected copy.`,
    { document: id },
  );
}
