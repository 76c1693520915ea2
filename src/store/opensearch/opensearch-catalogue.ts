import { CitewellError } from '../../errors.js';
import type { Catalogue, StoredDocument, StoredPassage, StoreState } from '../knowledge-store.js';
import type { IndexState, StateRecord } from './index-state.js';
import type { RecordLookup } from './record-lookup.js';
import {
  type DocumentRecord,
  embeddedPassage,
  hasSha256,
  nameOf,
  type PassageRecord,
  storedDocument,
} from './records.js';
import { inOneState } from './visible.js';

/** Reads of the store that search nothing. No record is given out that is not what was stored. */
export class OpenSearchCatalogue implements Catalogue {
  constructor(
    private readonly record: StateRecord,
    private readonly lookup: RecordLookup,
  ) {}

  async state(): Promise<StoreState> {
    return storeStateOf((await this.record.read()).state);
  }

  async documents({ after = '', limit }: { after?: string; limit: number }): Promise<StoredDocument[]> {
    return inOneState(this.record, async (state) => {
      const clause = { range: { name: { gt: nameOf(after) } } };
      const { hits } = await this.lookup.page<DocumentRecord>(state, 'document', [clause], {
        limit,
        without: ['text'],
      });
      return hits.hits.map(({ _source }) => this.sound(_source));
    });
  }

  async document(id: string): Promise<(StoredDocument & { readonly text: string }) | undefined> {
    return inOneState(this.record, async (state) => {
      const [record] = await this.lookup.named<DocumentRecord>(state, 'document', [nameOf(id)]);
      if (!record) return undefined;
      const document = this.sound(record);
      if (!hasSha256(record.text, document)) throw damaged(this.record.index, `the text of ${id}`);
      return { ...document, text: record.text };
    });
  }

  async passages(ids: readonly number[]): Promise<StoredPassage[]> {
    return inOneState(this.record, async (state) => {
      const found = await this.lookup.byKey<PassageRecord>(state, ids);
      const records = found.filter((record) => record !== undefined);
      const documents = await this.documentsWithCopies(state, [
        ...new Set(records.map(({ document }) => document)),
      ]);
      return records.flatMap((record) => {
        const known = documents.get(record.document);
        // Removed between the two reads.
        if (!known) return [];
        const embedded = embeddedPassage(record);
        if (!embedded) throw damaged(this.record.index, `a passage of ${known.document.id}`);
        const { passage, sentenceVectors } = embedded;
        return [{ id: record.key, ...known, passage, text: record.text, sentenceVectors }];
      });
    });
  }

  private async documentsWithCopies(
    state: IndexState,
    keys: readonly number[],
  ): Promise<Map<number, Pick<StoredPassage, 'document' | 'copies'>>> {
    const found = await this.lookup.byKey<DocumentRecord>(state, keys, ['text']);
    const records = found.filter((record) => record !== undefined);
    const sameText = await this.lookup.firstOfEach<DocumentRecord>(
      state,
      'document',
      'sha256',
      records.map(({ sha256 }) => sha256),
    );
    return new Map(
      records.map((record) => {
        const copies = (sameText.get(record.sha256) ?? []).filter(({ key }) => key !== record.key);
        const documents = copies.map((copy) => this.sound(copy));
        return [record.key, { document: this.sound(record), copies: documents }];
      }),
    );
  }

  private sound(record: Omit<DocumentRecord, 'text'>): StoredDocument {
    const document = storedDocument(record);
    if (document) return document;
    throw damaged(this.record.index, 'the record of a document');
  }
}

export function storeStateOf({ generation, documents, passages, fingerprint }: IndexState): StoreState {
  return { generation, documents, passages, fingerprint };
}

/** @param finding what is wrong, in a few words */
export function damaged(index: string, finding: string, cause?: unknown): CitewellError {
  return new CitewellError(
    'index_damaged',
    `The index ${index} is damaged (${finding}). Restore a snapshot of the cluster, or run "citewell doctor --repair" and then "citewell index", which makes it anew from your documents.`,
    { index, finding },
    { cause },
  );
}
