import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import {
  DOCUMENT_COLUMNS,
  type DocumentRow,
  documentChecksum,
  type PassageRow,
  passageChecksum,
  type VectorsRow,
  vectorsChecksum,
} from './rows.js';

export interface DamagedDocument {
  readonly key: number;
  readonly id: string;
  /** What is wrong with it, in a few words. */
  readonly finding: string;
}

/** Compares every document, its passages and their vectors with their checksums and with one another. */
export function* damagedDocuments(database: Database.Database): Generator<DamagedDocument> {
  const damageOf = damageFinder(database);
  // One row after the other: a document that is dropped meanwhile takes none of the others out of the walk.
  for (const key of database.prepare('SELECT key FROM documents').pluck().all() as number[]) {
    const damaged = damageOf(key);
    if (damaged) yield damaged;
  }
}

/** What is wrong with the document of a key, if there is one and anything is. */
export function damageFinder(database: Database.Database): (key: number) => DamagedDocument | undefined {
  const selectDocument = database.prepare(`SELECT ${DOCUMENT_COLUMNS}, text FROM documents WHERE key = ?`);
  const selectPassages = database.prepare('SELECT * FROM passages WHERE document = ? ORDER BY ordinal');
  const selectVectors = database.prepare('SELECT * FROM vectors WHERE passage = ?');
  return (key) => {
    const row = selectDocument.get(key) as (DocumentRow & { text: string }) | undefined;
    if (!row) return undefined;
    const passages = selectPassages.all(key) as PassageRow[];
    const finding =
      findingOf(row) ??
      passagesFinding(row, passages) ??
      vectorsFinding(passages, (id) => selectVectors.get(id) as VectorsRow | undefined);
    if (finding === undefined) return undefined;
    return { key, id: String(row.id), finding: `${finding} of ${String(row.id)}` };
  };
}

function findingOf({ text, ...row }: DocumentRow & { text: string }): string | undefined {
  if (documentChecksum(row) !== row.checksum) return 'the record';
  return createHash('sha256').update(text, 'utf8').digest('hex') === row.sha256 ? undefined : 'the text';
}

function passagesFinding(
  document: DocumentRow & { text: string },
  passages: readonly PassageRow[],
): string | undefined {
  if (passages.length !== document.passages) return 'the number of passages';
  for (const [position, row] of passages.entries()) {
    if (row.ordinal !== position || passageChecksum(row, document.sha256) !== row.checksum)
      return 'a passage';
    if (document.text.slice(row.start, row.end) !== row.text) return 'the place of a passage';
  }
  return undefined;
}

function vectorsFinding(
  passages: readonly PassageRow[],
  vectorsOf: (passage: number) => VectorsRow | undefined,
): string | undefined {
  for (const { id } of passages) {
    const row = vectorsOf(id);
    if (!row) return 'a missing vector';
    const sound =
      vectorsChecksum(id, row.vector) === row.vector_checksum &&
      vectorsChecksum(id, row.sentences) === row.sentences_checksum;
    if (!sound) return 'a vector';
  }
  return undefined;
}
