import type { Document } from '../documents/document.js';
import type { PassageEmbeddings, PassageText, PassageVectors } from '../embedding/passage-embeddings.js';
import type { Passage } from '../passages/passage.js';
import { passageSearchText, passageTerms } from '../passages/search-text.js';
import { splitPassages } from '../passages/split-passages.js';
import type { EmbeddedDocument } from '../store/knowledge-store.js';

/** Passages embedded and stored together at least: some seconds of work, which is what an interruption loses. */
export const PASSAGES_A_BATCH = 128;
/**
 * Passages for each of many workers: all wait for the last at the end of a batch, which is by then a small part of
 * it. Two thousand for 64 workers, whose vectors take some 20 MB.
 */
const PASSAGES_A_WORKER = 32;

/** A document split and ready to embed. */
export interface PreparedDocument {
  readonly document: Document;
  readonly source: string;
  readonly revision: string;
  readonly passages: ReturnType<typeof splitPassages>;
  /** What is embedded for each passage. */
  readonly texts: readonly PassageText[];
  /** Vectors that are there already, by {@link identityOf} what they were made of. */
  readonly known: ReadonlyMap<string, PassageVectors>;
}

/** Passages that are embedded and stored together: enough for all workers, few enough to take little memory. */
export function passagesABatch({ workers }: PassageEmbeddings): number {
  return Math.max(PASSAGES_A_BATCH, PASSAGES_A_WORKER * workers);
}

/** @param same stored documents of the same text: what was embedded for them is not embedded again */
export function prepareDocument(
  document: Document,
  source: string,
  revision: string,
  ...same: readonly (EmbeddedDocument | undefined)[]
): PreparedDocument {
  const passages = splitPassages(document);
  const texts = passages.map((passage) => textOf(document, passage));
  const known = new Map(same.flatMap((stored) => (stored ? vectorsOf(stored) : [])));
  return { document, source, revision, passages, texts, known };
}

/** A passage's text and its sentences in it, as they are embedded. */
function textOf(document: Document, passage: Passage): PassageText {
  const { text, sentences } = passageSearchText(document, passage);
  return { text, parts: sentences };
}

/** Equal ones have equal vectors. */
function identityOf({ text, parts }: PassageText): string {
  return `${parts.map(({ start, end, alone }) => `${start}${alone ? '!' : '-'}${end}`).join()}\n${text}`;
}

function vectorsOf({ document, passages }: EmbeddedDocument): [identity: string, vectors: PassageVectors][] {
  return passages.map(({ passage, vector, sentenceVectors }) => [
    identityOf(textOf(document, passage)),
    { whole: vector, parts: sentenceVectors },
  ]);
}

/**
 * Embeds several documents' passages together, so that small documents keep every worker busy, in slices, so
 * that a large one neither fills the memory nor hides its progress. A passage that stands in several places, or whose
 * vectors are known, is embedded once or not at all.
 *
 * @param onSlice called before each slice with the share of the passages that is done, 0..1; throwing stops the work
 * @returns the documents, and how many passages went through the model
 */
export async function embedDocuments(
  prepared: readonly PreparedDocument[],
  embeddings: PassageEmbeddings,
  onSlice: (done: number) => void,
): Promise<{ documents: EmbeddedDocument[]; embedded: number }> {
  const vectors = new Map(prepared.flatMap(({ known }) => [...known]));
  const texts = new Map(
    prepared.flatMap((document) => document.texts.map((text) => [identityOf(text), text])),
  );
  const missing = [...texts].filter(([identity]) => !vectors.has(identity));
  const passagesACall = passagesABatch(embeddings);
  for (let start = 0; start < missing.length; start += passagesACall) {
    onSlice(start / missing.length);
    const slice = missing.slice(start, start + passagesACall);
    const embedded = await embeddings.embedPassages(slice.map(([, text]) => text));
    for (const [position, [identity]] of slice.entries()) {
      const made = embedded[position];
      if (made) vectors.set(identity, made);
    }
  }
  const documents = prepared.map(({ document, source, revision, passages, texts }) => ({
    document,
    source,
    revision,
    passages: passages.map((passage, position) => {
      const text = texts[position];
      const made = text && vectors.get(identityOf(text));
      return {
        passage,
        vector: made?.whole ?? new Float32Array(),
        sentenceVectors: made?.parts ?? [],
        terms: passageTerms(document, passage),
      };
    }),
  }));
  return { documents, embedded: missing.length };
}
