import { CitewellError } from '../errors.js';
import type { KnowledgeStore } from '../store/knowledge-store.js';

/**
 * Takes documents out in one change. Their sources are forgotten with them, so that a file which is still
 * there is read again at the next indexing; the other documents of such a file stay and are not embedded anew.
 *
 * @throws CitewellError `not_found` where one of them is not in the index; then none is removed
 */
export async function removeFromIndex(store: KnowledgeStore, ids: readonly string[]): Promise<void> {
  const entries = await store.ledger.entries(ids);
  const unknown = ids.filter((id) => !entries.has(id));
  if (unknown.length > 0) {
    throw new CitewellError(
      'not_found',
      `Not in the index: ${unknown.map((id) => `"${id}"`).join(', ')}. Nothing was removed; "citewell documents list" shows what there is.`,
      { ids: unknown.join(', ') },
    );
  }
  const sources = new Set([...entries.values()].map(({ source }) => source));
  await store.apply({ remove: ids, removeSources: [...sources] });
}
