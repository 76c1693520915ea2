import type Database from 'better-sqlite3';
import { checksumOf } from '../row-checksum.js';

/** What SQLite remembers of the vector file, so that a damaged or foreign one is never loaded. */
export interface VectorFileRecord {
  readonly sha256: string;
  readonly generation: number;
  readonly dimensions: number;
  /** Labels in the file that are deleted: hnswlib keeps their points but cannot list them. */
  readonly dead: readonly number[];
}

/** With its checksum in front: a wrong list of deleted labels would bring back what was removed. */
export function writeVectorFileRecord(database: Database.Database, record: VectorFileRecord): void {
  const json = JSON.stringify(record);
  database
    .prepare("INSERT OR REPLACE INTO facts (name, value) VALUES ('vector_file', ?)")
    .run(`${checksumOf([json])} ${json}`);
}

/**
 * @param sealed as the store's facts have it
 * @returns undefined where it is damaged, as where there is none: the graph is then made anew
 */
export function readVectorFileRecord(sealed: unknown): VectorFileRecord | undefined {
  if (typeof sealed !== 'string') return undefined;
  const json = sealed.slice(sealed.indexOf(' ') + 1);
  return sealed === `${checksumOf([json])} ${json}` ? (JSON.parse(json) as VectorFileRecord) : undefined;
}
