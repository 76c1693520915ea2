/** Resources are named by the document's id, percent-encoded, since an id holds slashes and spaces. */
export const DOCUMENT_URI_TEMPLATE = 'citewell://documents/{id}';

export function documentUri(id: string): string {
  return `citewell://documents/${encodeURIComponent(id)}`;
}
