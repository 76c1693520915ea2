import type { Source } from '../store/knowledge-store.js';
import type { PreparedDocument } from './embed-document.js';

/** What waits to be embedded and stored in one transaction. */
export interface IndexBatch {
  readonly put: PreparedDocument[];
  readonly repoint: { readonly id: string; readonly source: string }[];
  readonly finished: Source[];
  passages: number;
  bytes: number;
}

/** Files of which the batch changes a part: were the run cut off, they would be as neither edition of theirs. */
export function unfinishedSources({ put, repoint, finished }: IndexBatch): Source[] {
  const names = new Set([...put, ...repoint].map(({ source }) => source));
  for (const { name } of finished) names.delete(name);
  return [...names].map((name) => ({ name, sha256: '' }));
}

export function emptyBatch(): IndexBatch {
  return { put: [], repoint: [], finished: [], passages: 0, bytes: 0 };
}
