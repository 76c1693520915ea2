import { DOCUMENTS_PATH } from './document-address.js';

/** Where documents are added. */
export const COLLECTION_PATH = '/api/documents';

/** Whether a request brings documents: it may be larger and take longer than others. */
export function isUpload(method: string | undefined, path: string): boolean {
  return (
    (method === 'POST' && path === COLLECTION_PATH) || (method === 'PUT' && path.startsWith(DOCUMENTS_PATH))
  );
}
