import type { EmbeddedDocument } from '../knowledge-store.js';
import type { IndexState } from './index-state.js';
import type { RecordLookup } from './record-lookup.js';
import {
  type DocumentRecord,
  type EntryRecord,
  embeddedPassage,
  hasSha256,
  type PassageRecord,
  storedDocument,
} from './records.js';

/** Passages a request: with their sentences' vectors, some ten megabytes. */
const PAGE = 500;

/**
 * A document as indexing handed it over.
 *
 * @returns undefined where any of it is not what was put, or is gone
 * @throws CitewellError `storage_failed`
 */
export async function embeddedDocument(
  lookup: RecordLookup,
  state: IndexState,
  record: DocumentRecord,
  entry: EntryRecord,
): Promise<EmbeddedDocument | undefined> {
  const stored = storedDocument(record);
  if (!stored || !hasSha256(record.text, stored)) return undefined;
  const { length: _length, passages: _passages, indexedAt: _indexedAt, ...document } = stored;
  const passages: EmbeddedDocument['passages'][number][] = [];
  for await (const { record: passage } of passagesOf(lookup, state, entry)) {
    const embedded = passage && embeddedPassage(passage);
    if (!embedded) return undefined;
    passages.push(embedded);
  }
  const { sourceName: source, revision } = entry;
  return { document: { ...document, text: record.text }, source, revision, passages };
}

/** A document's passages in order, those that are gone as undefined. @throws CitewellError `storage_failed` */
export async function* passagesOf(
  lookup: RecordLookup,
  state: IndexState,
  { firstPassage, passages }: Pick<EntryRecord, 'firstPassage' | 'passages'>,
): AsyncGenerator<{ key: number; record: PassageRecord | undefined }> {
  for (let first = firstPassage; first < firstPassage + passages; first += PAGE) {
    const count = Math.min(PAGE, firstPassage + passages - first);
    const keys = Array.from({ length: count }, (_, index) => first + index);
    const records = await lookup.byKey<PassageRecord>(state, keys);
    for (const [index, record] of records.entries()) yield { key: first + index, record };
  }
}
