import type { StoredDocument } from '../../../../src/store/knowledge-store.js';

/** A document of one passage of which nothing is known but its id and title. */
export function storedDocument(known: Partial<StoredDocument> = {}): StoredDocument {
  return {
    id: 'a.txt',
    title: 'A',
    sha256: '',
    pages: [],
    headings: [],
    stated: [],
    length: 1_000,
    passages: 1,
    indexedAt: '',
    ...known,
  };
}
