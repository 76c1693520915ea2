import { createHash } from 'node:crypto';
import type { Document } from '../documents/document.js';
import { searchTextVersion } from '../passages/search-text.js';
import { passageSplitterVersion } from '../passages/split-passages.js';
import { termsVersion } from '../passages/terms.js';

/** Changes with everything that a stored document follows from, other than its own content. */
const preparationVersion = `${passageSplitterVersion} ${searchTextVersion} ${termsVersion}`;
/** How documents are split and which terms they have: words of a fingerprint that move no vector of a passage. */
const MOVES_NO_VECTOR = / (?:passages|terms)-\d+/gu;
/** What moves the vectors of sentences and of nothing else. */
const MOVES_SENTENCES = / parts-\d+/u;

/** Names what makes an index: one of another fingerprint is neither asked nor added to, but made anew. */
export function indexFingerprint(embeddings: { readonly fingerprint: string }): string {
  return `${embeddings.fingerprint} ${preparationVersion}`;
}

/** Whether both give a passage the same vectors, so that what one has made may be taken over. */
export function haveSameVectors(fingerprint: string, other: string): boolean {
  return fingerprint.replace(MOVES_NO_VECTOR, '') === other.replace(MOVES_NO_VECTOR, '');
}

/** Whether a question's vector may be held against those of either: only a sentence's may be made otherwise. */
export function areComparable(fingerprint: string, other: string): boolean {
  return haveSameVectors(fingerprint.replace(MOVES_SENTENCES, ''), other.replace(MOVES_SENTENCES, ''));
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
