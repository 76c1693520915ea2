import type { Document } from '../documents/document.js';
import type { Passage } from '../passages/passage.js';

/** What is in the store, as one whole. */
export interface StoreState {
  /** Grows by one with every change; 0 is a store that never held anything. */
  readonly generation: number;
  readonly documents: number;
  readonly passages: number;
  /** Names of what made the content: embedder, splitter, readers. Empty in a new store. */
  readonly fingerprint: string;
}

/** A passage with its vectors, as the indexing pipeline hands it over. */
interface EmbeddedPassage {
  readonly passage: Passage;
  /** Unit length. */
  readonly vector: Float32Array;
  /** One unit vector a sentence, in order. */
  readonly sentenceVectors: readonly Float32Array[];
  /** Space-joined stems: what lexical search finds. */
  readonly terms: string;
}

export interface EmbeddedDocument {
  readonly document: Document;
  /** The source that it was read from; see {@link Source}. */
  readonly source: string;
  /** Hash of all that its passages and vectors follow from: equal means nothing to do. */
  readonly revision: string;
  readonly passages: readonly EmbeddedPassage[];
}

/** A file as it was when it was read: what has not changed is not read again. */
export interface Source {
  /** `./` and the path below the knowledge folder, or an absolute path for a file outside it. */
  readonly name: string;
  /**
   * SHA-256 of the bytes and of the reader's version. Empty, and so equal to none, where documents of the file are
   * in the store and the file is not done: its run was cut off, or one of its documents was removed.
   */
  readonly sha256: string;
}

/** One atomic step from a generation to the next. */
export interface StoreChange {
  /** Documents to put in; one of the same id is replaced. */
  readonly put?: Iterable<EmbeddedDocument>;
  /** Ids to take out; unknown ones are ignored. */
  readonly remove?: readonly string[];
  /** Documents that stay as they are and now come from another source; unknown ids are ignored. */
  readonly repoint?: readonly { readonly id: string; readonly source: string }[];
  readonly putSources?: readonly Source[];
  readonly removeSources?: readonly string[];
  /** Set with the first change to an empty or cleared store. */
  readonly fingerprint?: string;
  /** Takes everything out first. */
  readonly clear?: boolean;
}

export interface StoreQuery {
  /** Unit length; left out, only lexical search runs. Where it is still being made, lexical search goes ahead. */
  readonly vector?: Float32Array | Promise<Float32Array>;
  /** Stems; empty, only dense search runs. */
  readonly stems: readonly string[];
  /** Candidates of each kind, 1..1000. */
  readonly limit: number;
}

/** A passage that dense or lexical search found. */
export interface Candidate {
  readonly passageId: number;
  /** Cosine with the question's vector, given for lexical finds as well; 0 without a vector. */
  readonly cosine: number;
  /** BM25, higher is better; 0 where the passage is not among the lexical finds. */
  readonly bm25: number;
}

export interface StoreFindings {
  readonly generation: number;
  /** The union of both lists, in no order. */
  readonly candidates: readonly Candidate[];
  /** Number of passages that hold each of the query's stems. */
  readonly passageFrequencies: ReadonlyMap<string, number>;
  readonly passageCount: number;
}

/** A text that lies in more places than this is named with so many of them. */
export const MOST_COPIES = 100;

export interface StoredPassage {
  readonly id: number;
  readonly document: CitableDocument;
  /** Other documents of the very same text, in order of id, {@link MOST_COPIES} at most. */
  readonly copies: readonly CitableDocument[];
  readonly passage: Passage;
  readonly text: string;
  readonly sentenceVectors: readonly Float32Array[];
}

/** A document without its text. */
export interface StoredDocument extends Omit<Document, 'text'> {
  readonly length: number;
  readonly passages: number;
  /** ISO 8601, UTC. */
  readonly indexedAt: string;
}

/** A document without what grows with its text: a large table has a hundred thousand records. */
export type CitableDocument = Omit<StoredDocument, 'pages' | 'headings' | 'stated' | 'records' | 'warnings'>;

/** What a store holds, read without searching. */
export interface Catalogue {
  state(): Promise<StoreState>;
  /** In order of id, those after `after`, at most `limit`. */
  documents(page: { after?: string; limit: number }): Promise<StoredDocument[]>;
  document(id: string): Promise<(StoredDocument & { readonly text: string }) | undefined>;
  /** In the order of `ids`; those that are gone are left out. */
  passages(ids: readonly number[]): Promise<StoredPassage[]>;
}

/** A stem with the number of passages that hold it. */
export interface StemFrequency {
  readonly stem: string;
  readonly passages: number;
}

/** The words that the passages hold: what a misspelt question is compared with. */
export interface Vocabulary {
  /** Those of `stems` that some passage holds. */
  frequencies(stems: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** All stems that begin with `prefix` and have `shortest` to `longest` characters, in order. */
  stems(range: { prefix: string; shortest: number; longest: number }): Promise<StemFrequency[]>;
  /** The words of this stem as documents write them, the commonest first; a sample where there are many. */
  written(stem: string): Promise<string[]>;
}

export interface LedgerEntry {
  readonly source: string;
  readonly revision: string;
}

/** What indexing compares against. */
export interface Ledger {
  /** Those whose name is `root` or lies below it, the ones that are not done included. */
  sources(root: string): Promise<Source[]>;
  /** Ids of the documents that came from one source. */
  documentsOf(source: string): Promise<string[]>;
  /** Those of `ids` that are there, with where they came from. */
  entries(ids: readonly string[]): Promise<Map<string, LedgerEntry>>;
  /**
   * A document of this very text with its vectors, which another of the same text need not have made again;
   * undefined where there is none, or none that is sound.
   */
  ofText(sha256: string): Promise<EmbeddedDocument | undefined>;
}

/** What a store tells without searching. */
export type StoredRecords = Pick<KnowledgeStore, 'catalogue' | 'ledger'>;

/** Where documents, passages and vectors live. Durable: what `apply` has resolved survives a power cut. */
export interface KnowledgeStore {
  readonly catalogue: Catalogue;
  readonly vocabulary: Vocabulary;
  readonly ledger: Ledger;
  /** All of the change or nothing of it. @throws CitewellError `storage_failed` */
  apply(change: StoreChange): Promise<StoreState>;
  /**
   * @throws CitewellError `index_incompatible` where the vector has another length than those stored, and what the
   * vector's promise fails with
   */
  search(query: StoreQuery): Promise<StoreFindings>;
  close(): Promise<void>;
}
