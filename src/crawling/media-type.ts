/** The formats that pages and files of a site are read in, by media type; the extension names the reader. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  'text/html': '.html',
  'application/xhtml+xml': '.xhtml',
  'text/plain': '.txt',
  'text/markdown': '.md',
  'text/x-markdown': '.md',
  'text/csv': '.csv',
  'text/tab-separated-values': '.tsv',
  'application/pdf': '.pdf',
  'application/epub+zip': '.epub',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': '.pptx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': '.xlsx',
};
/** What servers say of files that they don't know: the address says more. */
const UNKNOWN: ReadonlySet<string> = new Set(['', 'application/octet-stream', 'binary/octet-stream']);
const FILE_EXTENSION = /\.(?:html?|xhtml|txt|md|csv|tsv|pdf|epub|docx|pptx|xlsx)$/iu;

/** The extension of a reader for a reply, `.html` for one; undefined for formats that are not read. */
export function extensionOf(contentType: string | null, address: string): string | undefined {
  const type = mediaTypeOf(contentType);
  // Markdown is served as plain text nearly everywhere.
  if (type === 'text/plain' && /\.(?:md|markdown)$/iu.test(new URL(address).pathname)) return '.md';
  if (!UNKNOWN.has(type)) return EXTENSIONS[type];
  return FILE_EXTENSION.exec(new URL(address).pathname)?.[0].toLowerCase();
}

function mediaTypeOf(contentType: string | null): string {
  return (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** The encoding that a reply names, which counts before what the page itself says. */
export function charsetOf(contentType: string | null): string | undefined {
  return /;\s*charset\s*=\s*["']?([\w.:-]+)/iu.exec(contentType ?? '')?.[1]?.toLowerCase();
}
