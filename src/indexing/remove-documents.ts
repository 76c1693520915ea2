import { CitewellError } from '../errors.js';
import type { KnowledgeStore, LedgerEntry } from '../store/knowledge-store.js';

/**
 * Takes documents out in one change, a mail with what is attached to it. Their sources are forgotten with them, so
 * that a file which is still there is read again at the next indexing; the other documents of such a file stay and
 * are not embedded anew.
 *
 * @returns how many documents that were
 * @throws CitewellError `not_found` where one of them is not in the index; then none is removed
 */
export async function removeFromIndex(store: KnowledgeStore, ids: readonly string[]): Promise<number> {
  const entries = await store.ledger.entries(ids);
  const unknown = ids.filter((id) => !entries.has(id));
  if (unknown.length > 0) {
    throw new CitewellError(
      'not_found',
      `Not in the index: ${unknown.map((id) => `"${id}"`).join(', ')}. Nothing was removed; "citewell documents list" shows what there is.`,
      { ids: unknown.join(', ') },
    );
  }
  const remove = new Set(ids);
  for (const [id, entry] of entries) for (const part of await partsOf(store, id, entry)) remove.add(part);
  const sources = new Set([...entries.values()].map(({ source }) => source));
  await store.apply({ remove: [...remove], removeSources: [...sources] });
  return remove.size;
}

/** Attachments of a document that is a mail. Lines of a `.jsonl` may have ids that look like it, and belong to none. */
async function partsOf({ ledger }: KnowledgeStore, id: string, { source }: LedgerEntry): Promise<string[]> {
  const siblings = await ledger.documentsOf(source);
  const mail = siblings.find((sibling) => source.endsWith(`/${sibling}`));
  if (mail === undefined) return [];
  return siblings.filter((sibling) => sibling.startsWith(`${id}#`) && sibling.startsWith(`${mail}#`));
}
