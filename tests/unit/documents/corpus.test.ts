import { describe, expect, it } from 'vitest';
import type { Document } from '../../../src/documents/document.js';
import { readerFor } from '../../../src/documents/document-readers.js';
import { normaliseText } from '../../../src/documents/normalise-text.js';
import { splitPassages } from '../../../src/passages/split-passages.js';
import { booksAndMails } from './corpus/books-and-mails.js';
import type { CorpusFile } from './corpus/corpus-file.js';
import { officeDocuments } from './corpus/office-documents.js';
import { packageFixtures } from './corpus/package-fixtures.js';
import { pdfs } from './corpus/pdfs.js';
import { tablesAndTexts } from './corpus/tables-and-texts.js';
import { webPages } from './corpus/web-pages.js';

const FILES = [
  ...webPages,
  ...officeDocuments,
  ...booksAndMails,
  ...tablesAndTexts,
  ...pdfs,
  ...packageFixtures,
];

async function read({ name, bytes }: CorpusFile): Promise<Document> {
  const [document] = (await readerFor(name)?.read({ id: name, path: name, bytes: Buffer.from(bytes) })) ?? [];
  if (document === undefined) throw new Error(`${name} made no document`);
  return document;
}

describe('files as people have them', () => {
  it('are sixty at least, with names of their own', () => {
    expect(new Set(FILES.map(({ name }) => name)).size).toBe(FILES.length);
    expect(FILES.length).toBeGreaterThanOrEqual(60);
  });

  it.each(FILES.map((file) => [file.name, file] as const))('%s', async (_, file) => {
    const document = await read(file);
    const { text, headings, pages, records = [] } = document;
    expect(text).toBe(file.text);
    expect(headings.map((heading) => `${heading.level} ${heading.text}`)).toEqual(file.headings ?? []);
    expect(pages.map(({ number }) => number)).toEqual((file.pages ?? []).map(([number]) => number));
    for (const [at, [, opening]] of (file.pages ?? []).entries()) {
      expect(text.slice(pages[at]?.start)).toMatch(new RegExp(`^${opening}`, 'u'));
    }
    expect(records).toHaveLength(file.records ?? 0);
    for (const [name, value] of Object.entries(file.facts ?? {})) {
      expect(document[name as keyof Document], name).toEqual(value);
    }
  });

  it.each(FILES.map((file) => [file.name, file] as const))(
    '%s: spans fit the text, rows are quoted whole',
    async (_, file) => {
      const document = await read(file);
      const { text, headings, records = [] } = document;
      expect(normaliseText(text)).toBe(text);
      for (const heading of headings) expect(text.slice(heading.start, heading.end)).toBe(heading.text);
      const sentences = splitPassages(document).flatMap((passage) => passage.sentences);
      for (const { start, end } of records) {
        expect(sentences).toContainEqual(expect.objectContaining({ start, end }));
      }
    },
  );
});
