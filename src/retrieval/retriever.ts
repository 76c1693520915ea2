import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { contentStems } from '../passages/terms.js';
import type { KnowledgeStore, StoredPassage } from '../store/knowledge-store.js';
import { type FusedCandidate, fuse } from './fusion.js';

/** Candidates that each search contributes. */
export const CANDIDATES = 50;

export type RankedPassage = StoredPassage & Omit<FusedCandidate, 'passageId'>;

/** Inverse document frequency of a question's stems: how much each says about what is asked. */
export type StemWeights = ReadonlyMap<string, number>;

export interface Retrieval {
  readonly generation: number;
  /** Best first. */
  readonly passages: readonly RankedPassage[];
  readonly questionVector: Float32Array;
  readonly stemWeights: StemWeights;
}

/** Question → ranked passages: dense and lexical search, fused. */
export class Retriever {
  constructor(
    private readonly store: KnowledgeStore,
    private readonly embeddings: EmbeddingsInterface,
  ) {}

  /** @param limit number of passages to return, 1..{@link CANDIDATES} */
  async retrieve(question: string, limit: number): Promise<Retrieval> {
    const questionVector = Float32Array.from(await this.embeddings.embedQuery(question));
    const findings = await this.store.search({
      vector: questionVector,
      stems: contentStems(question),
      limit: CANDIDATES,
    });
    const ranked = fuse(findings.candidates).slice(0, limit);
    const passages = await this.store.catalogue.passages(ranked.map(({ passageId }) => passageId));
    const scores = new Map(ranked.map(({ passageId, ...scored }) => [passageId, scored]));
    return {
      generation: findings.generation,
      passages: passages.flatMap((passage) => {
        const scored = scores.get(passage.id);
        return scored ? [{ ...passage, ...scored }] : [];
      }),
      questionVector,
      stemWeights: inverseFrequencies(findings.passageFrequencies, findings.passageCount),
    };
  }
}

/** ln(1 + (N - n + 0.5) / (n + 0.5)): the idf of BM25 in the form that is never negative (Lucene's). */
export function inverseFrequencies(frequencies: ReadonlyMap<string, number>, passages: number): StemWeights {
  return new Map(
    [...frequencies].map(([stem, count]) => [stem, Math.log(1 + (passages - count + 0.5) / (count + 0.5))]),
  );
}
