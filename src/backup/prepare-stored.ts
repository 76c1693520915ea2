import { type PreparedDocument, prepareDocument, revisionOf } from '../indexing/embed-document.js';
import type { EmbeddedDocument } from '../store/knowledge-store.js';

/**
 * A document of a backup made ready for another model. It is split anew, as the other model's version may split
 * otherwise; its revision stays where only the model differs, so that the file it came from is not embedded again.
 */
export function prepareStored(
  { document, source, revision }: EmbeddedDocument,
  from: string,
  to: string,
): PreparedDocument {
  const sameSplit = splitOf(from) === splitOf(to);
  return prepareDocument(document, source, sameSplit ? revision : revisionOf(document));
}

/** A fingerprint without its first word, which names the embedder; see `indexFingerprint`. */
function splitOf(fingerprint: string): string {
  return fingerprint.slice(fingerprint.indexOf(' '));
}
