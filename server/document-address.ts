import { CitewellError } from '../src/errors.js';

/** Where documents are found. */
export const DOCUMENTS_PATH = '/api/documents/';
const TEXT_SUFFIX = '/text';

/** What an address below `/api/documents/` asks for. */
export interface DocumentAddress {
  readonly id: string;
  /** Whether the address ends in `/text`. */
  readonly wantsText: boolean;
}

/**
 * Reads a document's address as the client wrote it, since an id holds slashes: `/` written plainly or as `%2F`.
 * A plain `/text` at the end asks for the text; a document whose own name is `text` is `notes%2Ftext`.
 *
 * @param url The absolute url of the request, not decoded.
 * @throws CitewellError `invalid_request` if the id is not valid percent-encoded UTF-8.
 */
export function parseDocumentAddress(url: string): DocumentAddress {
  const written = new URL(url).pathname.slice(DOCUMENTS_PATH.length);
  const wantsText = written.endsWith(TEXT_SUFFIX) && written.length > TEXT_SUFFIX.length;
  const encodedId = wantsText ? written.slice(0, -TEXT_SUFFIX.length) : written;
  try {
    return { id: decodeURIComponent(encodedId), wantsText };
  } catch (error) {
    if (error instanceof URIError) {
      throw new CitewellError(
        'invalid_request',
        'The document id is not valid percent-encoding. Write it with encodeURIComponent.',
        {},
        { cause: error },
      );
    }
    throw error;
  }
}

/** Where a document is found, as a path. */
export function documentAddress(id: string): string {
  return `${DOCUMENTS_PATH}${encodeURIComponent(id)}`;
}
