import { createHash } from 'node:crypto';
import type { Document } from '../../documents/document.js';
import type { Passage } from '../../passages/passage.js';
import type { EmbeddedDocument, StoredDocument } from '../knowledge-store.js';
import { checksumOf, wellFormed } from '../row-checksum.js';
import { splitVectors, vectorBlob } from '../vector-bytes.js';
import { LONGEST_STEM } from './index-layout.js';

/** Lucene's longest term is 32,766 bytes of UTF-8. */
const LONGEST_NAME = 32_000;

type EmbeddedPassage = EmbeddedDocument['passages'][number];

/** A document without its passages. */
export interface DocumentRecord {
  readonly kind: 'document';
  readonly key: number;
  /** Of its id. */
  readonly name: string;
  /** Of its text. */
  readonly sha256: string;
  /** A {@link StoredDocument} as JSON: bytes that come back as they were, for the checksum. */
  readonly json: string;
  readonly text: string;
  readonly checksum: number;
}

/** What the ledger knows of a document: apart from it, so that it moves to another source without its text. */
export interface EntryRecord {
  readonly kind: 'entry';
  readonly key: number;
  /** Of the document's id. */
  readonly name: string;
  /** Name of its source, as it is compared. */
  readonly source: string;
  readonly id: string;
  readonly sourceName: string;
  readonly revision: string;
  readonly document: number;
  readonly firstPassage: number;
  readonly passages: number;
  /** Terms of its passages. */
  readonly terms: number;
  /** Equal for documents of the same title and text, whose vectors are the same. */
  readonly twins: string;
  /** Whether its vectors are in the graph, as those of one of such twins are. */
  readonly inGraph: boolean;
}

export interface SourceRecord {
  readonly kind: 'source';
  readonly key: number;
  readonly name: string;
  readonly sourceName: string;
  readonly sha256: string;
}

/** A passage as it is quoted. */
export interface PassageRecord {
  readonly kind: 'passage';
  readonly key: number;
  readonly document: number;
  /** A {@link Passage} as JSON. */
  readonly json: string;
  readonly text: string;
  /** Its own and those of its sentences; little-endian float32 in base64. */
  readonly vectors: string;
  readonly terms: string;
  readonly checksum: number;
}

/** A passage as it is found. */
export interface SearchablePassage {
  readonly key: number;
  readonly document: number;
  readonly terms: string;
  readonly stems: readonly string[];
  /** Left out where a twin's is in the graph. */
  readonly vector?: readonly number[];
}

/** An id or a source as it is looked up and sorted: in order of code points, and itself unless it is very long. */
export function nameOf(text: string): string {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.byteLength <= LONGEST_NAME) return bytes.toString('utf8');
  return `${bytes.subarray(0, LONGEST_NAME).toString('utf8')}${createHash('sha256').update(bytes).digest('hex')}`;
}

/**
 * Names documents of the same title and text. One of them is in the graph: many equal points are linked to one another
 * only, and a search that comes among them finds nothing else.
 */
export function twinsOf({ title, sha256 }: Pick<Document, 'title' | 'sha256'>): string {
  return createHash('sha256').update(`${sha256} ${title}`).digest('hex');
}

export function documentRecord({ document, passages }: EmbeddedDocument, key: number): DocumentRecord {
  const { text, ...rest } = document;
  const stored: StoredDocument = {
    ...rest,
    length: text.length,
    passages: passages.length,
    indexedAt: new Date().toISOString(),
  };
  const json = wellFormedJson(stored);
  return {
    kind: 'document',
    key,
    name: nameOf(document.id),
    sha256: document.sha256,
    json,
    text: wellFormed(text),
    checksum: checksumOf([key, json]),
  };
}

/** @returns undefined where it is not what was put */
export function storedDocument({
  key,
  json,
  checksum,
}: Omit<DocumentRecord, 'text'>): StoredDocument | undefined {
  return checksumOf([key, json]) === checksum ? (JSON.parse(json) as StoredDocument) : undefined;
}

export function hasSha256(text: string, { sha256 }: Pick<Document, 'sha256'>): boolean {
  return createHash('sha256').update(text, 'utf8').digest('hex') === sha256;
}

export function passageRecord(
  { passage, vector, sentenceVectors, terms }: EmbeddedPassage,
  document: { readonly key: number; readonly text: string },
  key: number,
): PassageRecord {
  const record = {
    key,
    document: document.key,
    json: wellFormedJson(passage),
    text: document.text.slice(passage.start, passage.end),
    vectors: vectorBlob([vector, ...sentenceVectors]).toString('base64'),
    terms: wellFormed(terms),
  };
  return { kind: 'passage', ...record, checksum: passageChecksum(record) };
}

/** @returns undefined where it is not what was put */
export function embeddedPassage(record: PassageRecord): EmbeddedPassage | undefined {
  if (passageChecksum(record) !== record.checksum) return undefined;
  const passage = JSON.parse(record.json) as Passage;
  const vectors = splitVectors(Buffer.from(record.vectors, 'base64'), passage.sentences.length + 1);
  const [vector = new Float32Array(), ...sentenceVectors] = vectors;
  return { passage, vector, sentenceVectors, terms: record.terms };
}

/** @param inGraph whether its vector is to be searched */
export function searchablePassage(
  { vector, terms }: EmbeddedPassage,
  { document, key, inGraph }: { document: number; key: number; inGraph: boolean },
): SearchablePassage {
  const stems = [...new Set(termList(terms))].filter(({ length }) => length <= LONGEST_STEM);
  return {
    key,
    document,
    terms: wellFormed(terms),
    stems: stems.map(wellFormed),
    ...(inGraph && { vector: Array.from(vector) }),
  };
}

function passageChecksum({
  key,
  document,
  json,
  text,
  vectors,
  terms,
}: Omit<PassageRecord, 'kind' | 'checksum'>) {
  return checksumOf([key, document, json, text, vectors, terms]);
}

/** The terms of {@link EmbeddedDocument}'s passages, one by one. */
export function termList(terms: string): string[] {
  return terms.split(/\s+/).filter((term) => term !== '');
}

function wellFormedJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? wellFormed(part) : part));
}
