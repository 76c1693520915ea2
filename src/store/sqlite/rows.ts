import type { Heading, PageStart, Span, StatedSpan } from '../../documents/document.js';
import type { Sentence } from '../../passages/passage.js';
import type { CitableDocument, StoredDocument, StoredPassage } from '../knowledge-store.js';
import { checksumOf } from '../row-checksum.js';
import { splitVectors } from '../vector-bytes.js';

/** Columns of `documents` without the text, which its own `sha256` speaks for. */
export interface DocumentRow {
  readonly key: number;
  readonly id: string;
  readonly source: string;
  readonly revision: string;
  readonly title: string;
  readonly url: string | null;
  readonly author: string | null;
  readonly published: string | null;
  readonly tags: string | null;
  readonly sha256: string;
  readonly pages: string;
  readonly headings: string;
  readonly stated: string;
  readonly records: string | null;
  readonly warnings: string | null;
  readonly indexed_at: string;
  readonly passages: number;
  readonly length: number;
  /** Unknown of documents that an earlier version stored. */
  readonly bytes: number | null;
  readonly checksum: number;
}

export const DOCUMENT_COLUMNS = `key, id, source, revision, title, url, author, published, tags, sha256, pages, headings,
  stated, records, warnings, indexed_at, passages, length, bytes, checksum`;

export interface PassageRow {
  readonly id: number;
  readonly document: number;
  readonly ordinal: number;
  readonly start: number;
  readonly end: number;
  readonly headings: string;
  readonly page: number | null;
  readonly sentences: string;
  readonly text: string;
  readonly checksum: number;
}

/** A row of `vectors`; each of its blobs is read without the other. */
export interface VectorsRow {
  readonly passage: number;
  readonly vector: Buffer;
  readonly vector_checksum: number;
  readonly sentences: Buffer;
  readonly sentences_checksum: number;
}

/** Over all columns of {@link DocumentRow} in their order. */
export function documentChecksum({
  checksum: _,
  ...row
}: Omit<DocumentRow, 'checksum'> & { checksum?: number }): number {
  return checksumOf([
    row.key,
    row.id,
    row.source,
    row.revision,
    row.title,
    row.url,
    row.author,
    row.published,
    row.tags,
    row.sha256,
    row.pages,
    row.headings,
    row.stated,
    row.records,
    row.warnings,
    row.indexed_at,
    row.passages,
    row.length,
    // Where it is unknown the checksum is that of the version which did not have it.
    ...(typeof row.bytes === 'number' ? [row.bytes] : []),
  ]);
}

/** @param documentSha256 of the text that the passage is cut from: a passage of an older text does not pass */
export function passageChecksum(row: Omit<PassageRow, 'checksum'>, documentSha256: string): number {
  return checksumOf([
    row.id,
    row.document,
    documentSha256,
    row.ordinal,
    row.start,
    row.end,
    row.headings,
    row.page,
    row.sentences,
    row.text,
  ]);
}

/** @param passage whose vectors these are */
export function vectorsChecksum(passage: number, blob: Uint8Array): number {
  return checksumOf([passage, blob]);
}

export function documentOf(row: DocumentRow): StoredDocument {
  return {
    ...citableDocumentOf(row),
    pages: JSON.parse(row.pages) as PageStart[],
    headings: JSON.parse(row.headings) as Heading[],
    stated: JSON.parse(row.stated) as StatedSpan[],
    ...(row.records !== null && { records: JSON.parse(row.records) as Span[] }),
    ...(row.warnings !== null && { warnings: JSON.parse(row.warnings) as string[] }),
  };
}

export function citableDocumentOf(row: DocumentRow): CitableDocument {
  return {
    id: row.id,
    title: row.title,
    sha256: row.sha256,
    ...(row.url !== null && { url: row.url }),
    ...(row.author !== null && { author: row.author }),
    ...(row.published !== null && { published: row.published }),
    ...(row.tags !== null && { tags: JSON.parse(row.tags) as string[] }),
    ...(row.bytes !== null && { bytes: row.bytes }),
    length: row.length,
    passages: row.passages,
    indexedAt: row.indexed_at,
  };
}

export function passageOf(
  row: PassageRow,
  document: CitableDocument,
  vectors: Buffer,
  copies: readonly CitableDocument[] = [],
): StoredPassage {
  const sentences = JSON.parse(row.sentences) as Sentence[];
  return {
    id: row.id,
    document,
    copies,
    text: row.text,
    passage: {
      start: row.start,
      end: row.end,
      ordinal: row.ordinal,
      headings: JSON.parse(row.headings) as string[],
      ...(row.page !== null && { page: row.page }),
      sentences,
    },
    sentenceVectors: splitVectors(vectors, sentences.length),
  };
}
