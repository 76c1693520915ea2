import { createHash } from 'node:crypto';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import type { Document } from '../documents/document.js';
import type { Passage } from '../passages/passage.js';
import {
  passageSearchText,
  passageTerms,
  searchTextVersion,
  sentenceSearchText,
} from '../passages/search-text.js';
import { passageSplitterVersion, splitPassages } from '../passages/split-passages.js';
import { termsVersion } from '../passages/terms.js';
import type { EmbeddedDocument } from '../store/knowledge-store.js';

/** Texts a call: enough to keep several workers busy, few enough that their vectors take little memory. */
const TEXTS_A_CALL = 256;

/** A document split and ready to embed: texts in the order passage, its sentences, next passage, … */
export interface PreparedDocument {
  readonly document: Document;
  readonly source: string;
  readonly revision: string;
  readonly passages: ReturnType<typeof splitPassages>;
  readonly texts: readonly string[];
  /** Vectors that are there already, by their text. */
  readonly known: ReadonlyMap<string, Float32Array>;
}

/** Changes with everything that a stored document follows from, other than its own content. */
const preparationVersion = `${passageSplitterVersion} ${searchTextVersion} ${termsVersion}`;
/** How documents are split and which terms they have: words of a fingerprint that move no vector of a text. */
const MOVES_NO_VECTOR = / (?:passages|terms)-\d+/gu;

/** Names what makes an index: one of another fingerprint is neither asked nor added to, but made anew. */
export function indexFingerprint(embeddings: { readonly fingerprint: string }): string {
  return `${embeddings.fingerprint} ${preparationVersion}`;
}

/** Whether both give a text the same vector, so that a question may be asked of either and vectors be taken over. */
export function haveSameVectors(fingerprint: string, other: string): boolean {
  return fingerprint.replace(MOVES_NO_VECTOR, '') === other.replace(MOVES_NO_VECTOR, '');
}

/** Equal revisions mean equal passages, vectors and metadata, whether the document was read or stored. */
export function revisionOf(document: Document): string {
  // The order of members counts: it is always this one, whatever made the document.
  const {
    id,
    title,
    text,
    sha256,
    pages,
    headings,
    stated,
    url,
    author,
    published,
    tags,
    records,
    warnings,
    bytes,
  } = document;
  const ordered = {
    ...{ id, title, text, sha256, pages, headings, stated },
    ...{ url, author, published, tags, records, warnings, bytes },
  };
  return createHash('sha256')
    .update(JSON.stringify([preparationVersion, ordered]))
    .digest('hex');
}

/** Texts embedded and stored together: some seconds of work, which is what an interruption loses. */
export const TEXTS_A_BATCH = 512;

/** @param same stored documents of the same text: what was embedded for them is not embedded again */
export function prepareDocument(
  document: Document,
  source: string,
  revision: string,
  ...same: readonly (EmbeddedDocument | undefined)[]
): PreparedDocument {
  const passages = splitPassages(document);
  const texts = passages.flatMap((passage) => searchTexts(document, passage));
  const known = new Map(same.flatMap((stored) => (stored ? vectorsByText(stored) : [])));
  return { document, source, revision, passages, texts, known };
}

/** A passage's text and those of its sentences, as they are embedded. */
function searchTexts(document: Document, passage: Passage): string[] {
  return [
    passageSearchText(document, passage),
    ...passage.sentences.map((sentence) => sentenceSearchText(document, sentence)),
  ];
}

function vectorsByText({ document, passages }: EmbeddedDocument): [text: string, vector: Float32Array][] {
  return passages.flatMap(({ passage, vector, sentenceVectors }) => {
    const all = [vector, ...sentenceVectors];
    return searchTexts(document, passage).flatMap((text, position) => {
      const known = all[position];
      return known ? [[text, known] as [string, Float32Array]] : [];
    });
  });
}

/**
 * Embeds several documents' texts together, so that small documents keep every worker busy, in slices, so
 * that a large one neither fills the memory nor hides its progress. A text that stands in several places, or whose
 * vector is known, is embedded once or not at all.
 *
 * @param onSlice called before each slice with the share of the texts that is done, 0..1; throwing stops the work
 * @returns the documents, and how many texts went through the model
 */
export async function embedDocuments(
  prepared: readonly PreparedDocument[],
  embeddings: EmbeddingsInterface,
  onSlice: (done: number) => void,
): Promise<{ documents: EmbeddedDocument[]; embedded: number }> {
  const texts = prepared.flatMap((document) => document.texts);
  const vectors = new Map(prepared.flatMap(({ known }) => [...known]));
  const missing = [...new Set(texts)].filter((text) => !vectors.has(text));
  for (let start = 0; start < missing.length; start += TEXTS_A_CALL) {
    onSlice(start / missing.length);
    const slice = missing.slice(start, start + TEXTS_A_CALL);
    const embedded = await embeddings.embedDocuments(slice);
    for (const [position, text] of slice.entries()) {
      vectors.set(text, Float32Array.from(embedded[position] ?? []));
    }
  }
  let next = 0;
  const take = () => vectors.get(texts[next++] ?? '') ?? new Float32Array();
  const documents = prepared.map(({ document, source, revision, passages }) => ({
    document,
    source,
    revision,
    passages: passages.map((passage) => ({
      passage,
      vector: take(),
      sentenceVectors: passage.sentences.map(take),
      terms: passageTerms(document, passage),
    })),
  }));
  return { documents, embedded: missing.length };
}
