import type { EmbeddedDocument } from '../store/knowledge-store.js';
import { type PreparedDocument, prepareDocument, revisionOf } from './embed-document.js';

/** A document as a store holds it, without what its model made of it. */
export type StoredText = Pick<EmbeddedDocument, 'document' | 'source' | 'revision'>;

/**
 * A stored document made ready for another model. It is split anew, as the other model's version may split
 * otherwise; its revision stays where only the model differs, so that the file it came from is not embedded again.
 *
 * @param from the fingerprint of the store that it comes from
 * @param same see `prepareDocument`
 */
export function prepareStored(
  { document, source, revision }: StoredText,
  from: string,
  to: string,
  same?: EmbeddedDocument,
): PreparedDocument {
  const sameSplit = splitOf(from) === splitOf(to);
  return prepareDocument(document, source, sameSplit ? revision : revisionOf(document), same);
}

/** A fingerprint without its first word, which names the embedder; see `indexFingerprint`. */
function splitOf(fingerprint: string): string {
  return fingerprint.slice(fingerprint.indexOf(' '));
}
