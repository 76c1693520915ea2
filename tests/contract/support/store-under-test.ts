import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type {
  Candidate,
  EmbeddedDocument,
  KnowledgeStore,
  StoreFindings,
} from '../../../src/store/knowledge-store.js';
import { embeddedDocument } from './embedded-documents.js';

/** A vector length as short as tests need it. */
export const DIMENSIONS = 16;

/** A store of the test's own, with what tests of it say often. */
export interface StoreUnderTest {
  readonly store: KnowledgeStore;
  /** Opens the folder again; the test has closed the store before. */
  reopen(): Promise<void>;
  /** Of the passages given. */
  document(id: string, ...passages: string[]): EmbeddedDocument;
  lexical(...stems: string[]): Promise<StoreFindings>;
  /** Documents of what was found, in order of id. */
  idsOf(found: { readonly candidates: readonly Candidate[] }): Promise<string[]>;
  /** Documents by BM25, best first. */
  ranked(...stems: string[]): Promise<string[]>;
}

/** Makes a store in a folder of its own before each test, and removes both after. */
export function useStore(open: (dataFolder: string) => Promise<KnowledgeStore>): StoreUnderTest {
  let folder: string;
  let store: KnowledgeStore;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'citewell-store-'));
    store = await open(folder);
  });

  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const documentsOf = async (candidates: readonly Candidate[]) => {
    const passages = await store.catalogue.passages(candidates.map(({ passageId }) => passageId));
    return passages.map((passage) => passage.document.id);
  };
  const lexical = (...stems: string[]) => store.search({ stems, limit: 10 });
  return {
    get store() {
      return store;
    },
    reopen: async () => {
      store = await open(folder);
    },
    document: (id, ...passages) => embeddedDocument(id, passages, DIMENSIONS),
    lexical,
    idsOf: async ({ candidates }) => (await documentsOf(candidates)).sort(),
    ranked: async (...stems) => {
      const { candidates } = await lexical(...stems);
      return documentsOf([...candidates].sort((a, b) => b.bm25 - a.bm25));
    },
  };
}
