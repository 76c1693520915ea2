import { describe } from 'vitest';
import type { KnowledgeStore } from '../../src/store/knowledge-store.js';
import { changesContract } from './knowledge-store/changes.js';
import { documentsContract } from './knowledge-store/documents.js';
import { hostileTextsContract } from './knowledge-store/hostile-texts.js';
import { ledgerContract } from './knowledge-store/ledger.js';
import { searchContract } from './knowledge-store/search.js';
import { useStore } from './support/store-under-test.js';

/**
 * What every {@link KnowledgeStore} promises, checked on a real folder.
 *
 * @param open opens the store of a data folder; called again on the same folder it finds what was stored
 */
export function knowledgeStoreContract(
  name: string,
  open: (dataFolder: string) => Promise<KnowledgeStore>,
): void {
  describe(`${name} keeps the contract of a knowledge store`, () => {
    const subject = useStore(open);
    documentsContract(subject);
    changesContract(subject);
    searchContract(subject);
    ledgerContract(subject);
    hostileTextsContract(subject);
  });
}
