import type { CallbackManagerForRetrieverRun } from '@langchain/core/callbacks/manager';
import { Document } from '@langchain/core/documents';
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers';
import type { SearchHit } from './citewell-api.js';

/** What a retriever needs of the façade. */
interface PassageSearch {
  search(query: string, options?: { limit?: number }): Promise<SearchHit[]>;
}

export interface CitewellRetrieverInput extends BaseRetrieverInput {
  readonly citewell: PassageSearch;
  /** Passages a query, 1..50; the default is 10. */
  readonly limit?: number;
}

/**
 * Citewell as a LangChain retriever, for any chain: each document is a passage, its metadata say where it
 * stands (`documentId`, `start`, `end`, `title`, `url`, `headings`, `score`).
 */
export class CitewellRetriever extends BaseRetriever {
  static override lc_name(): string {
    return 'CitewellRetriever';
  }

  override lc_namespace = ['citewell', 'retrievers'];
  private readonly citewell: PassageSearch;
  private readonly limit: number;

  constructor({ citewell, limit = 10, ...fields }: CitewellRetrieverInput) {
    super(fields);
    this.citewell = citewell;
    this.limit = limit;
  }

  override async _getRelevantDocuments(
    query: string,
    _callbacks?: CallbackManagerForRetrieverRun,
  ): Promise<Document[]> {
    const hits = await this.citewell.search(query, { limit: this.limit });
    return hits.map(
      ({ passage, document, headings, score }) =>
        new Document({
          pageContent: passage.text,
          metadata: {
            documentId: document.id,
            title: document.title,
            ...(document.url !== undefined && { url: document.url }),
            start: passage.start,
            end: passage.end,
            headings,
            score,
          },
        }),
    );
  }
}
