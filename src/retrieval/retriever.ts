import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { contentStems } from '../passages/terms.js';
import type { KnowledgeStore, StoredPassage, StoreFindings } from '../store/knowledge-store.js';
import type { SpellingCorrector } from './correct-spelling.js';
import { DistinctPassages } from './distinct-passages.js';
import { type HistoryTurn, questionsLookedAt, type ResolvedQuestion, resolveQuestion } from './follow-up.js';
import { type FusedCandidate, fuse } from './fusion.js';
import { PassageWords } from './passage-words.js';

/** Candidates that each search contributes. */
const CANDIDATES = 50;
/** Where copies of one text fill them: each further search takes so many times as many, … */
const WIDENING = 4;
/** … up to what a store gives. */
const MOST_CANDIDATES = 1_000;

/**
 * How far a conversation pulls the question's vector towards the question before, 0..1. On MTRAG 0.3 is best
 * (nDCG@10 .80, against .74 for the question alone and .77 for both in one text), and flat from 0.2 to 0.4.
 */
const CONTEXT_WEIGHT = 0.3;

export interface RankedPassage extends StoredPassage, Omit<FusedCandidate, 'passageId'> {
  readonly words: PassageWords;
}

/** Inverse document frequency of a question's stems: how much each says about what is asked. */
export type StemWeights = ReadonlyMap<string, number>;

export interface Retrieval {
  readonly generation: number;
  /** Best first. */
  readonly passages: readonly RankedPassage[];
  readonly questionVector: Float32Array;
  /** Of the standalone question. */
  readonly stemWeights: StemWeights;
}

/** Question → ranked passages: dense and lexical search, fused. */
export class Retriever {
  /** Of the passages that the store keeps in memory. */
  private readonly words = new WeakMap<StoredPassage, PassageWords>();

  constructor(
    private readonly store: KnowledgeStore,
    private readonly embeddings: EmbeddingsInterface,
    private readonly spelling: Pick<SpellingCorrector, 'correct'>,
  ) {}

  /**
   * What is asked, spelt as the documents spell it and with what the conversation adds.
   *
   * @param rewritten the question as it stands alone, where a language model has said so
   */
  async understand(
    question: string,
    history: readonly HistoryTurn[],
    rewritten?: string,
  ): Promise<ResolvedQuestion> {
    const turns = questionsLookedAt(history).map(async ({ role, text }) => ({
      role,
      text: await this.spelling.correct(text),
    }));
    const resolved = resolveQuestion(await this.spelling.correct(question), await Promise.all(turns));
    if (rewritten === undefined) return resolved;
    const standalone = await this.spelling.correct(rewritten);
    return { ...resolved, question: standalone, standalone };
  }

  /**
   * @param limit number of passages to return, 1..50
   * @param onEmbedded called once the question has its vector; lexical search goes on meanwhile
   */
  async retrieve(
    resolved: ResolvedQuestion,
    limit: number,
    onEmbedded: () => void = () => undefined,
  ): Promise<Retrieval> {
    const { question, standalone, context } = resolved;
    const stems = contentStems(context === undefined ? standalone : `${context} ${standalone}`);
    const embedding = this.vectorOf(question, context);
    embedding.then(onEmbedded, () => undefined);
    const { findings, passages } = await this.search(embedding, stems, limit);
    const weights = inverseFrequencies(findings.passageFrequencies, findings.passageCount);
    return {
      generation: findings.generation,
      passages,
      questionVector: await embedding,
      stemWeights: new Map(contentStems(standalone).map((stem) => [stem, weights.get(stem) ?? 0])),
    };
  }

  /** Searches further down where copies of one text take the places of others. */
  private async search(
    vector: Promise<Float32Array>,
    stems: readonly string[],
    limit: number,
  ): Promise<{ findings: StoreFindings; passages: RankedPassage[] }> {
    for (let breadth = CANDIDATES; ; breadth *= WIDENING) {
      const findings = await this.store.search({ vector, stems, limit: breadth });
      const found = await this.distinct(fuse(findings.candidates), stems, limit);
      const exhausted = findings.candidates.length < breadth || breadth * WIDENING > MOST_CANDIDATES;
      if (found.size >= limit || !found.hasCopies || exhausted) {
        return { findings, passages: found.first(limit) };
      }
    }
  }

  /** Reads ranked passages until `limit` different ones are found: no more than those, where none is repeated. */
  private async distinct(
    ranked: readonly FusedCandidate[],
    stems: readonly string[],
    limit: number,
  ): Promise<DistinctPassages<RankedPassage>> {
    const found = new DistinctPassages<RankedPassage>(stems);
    for (let next = 0; next < ranked.length && found.size < limit; next += limit) {
      const scores = new Map(
        ranked.slice(next, next + limit).map(({ passageId, ...scored }) => [passageId, scored]),
      );
      for (const passage of await this.store.catalogue.passages([...scores.keys()])) {
        const scored = scores.get(passage.id);
        if (scored) found.add({ ...passage, ...scored, words: this.wordsOf(passage) });
      }
    }
    return found;
  }

  private wordsOf(passage: StoredPassage): PassageWords {
    const words = this.words.get(passage) ?? new PassageWords(passage);
    this.words.set(passage, words);
    return words;
  }

  private async vectorOf(question: string, context: string | undefined): Promise<Float32Array> {
    const alone = await this.embeddings.embedQuery(question);
    if (context === undefined) return Float32Array.from(alone);
    const together = await this.embeddings.embedQuery(`${context} ${question}`);
    return unit(
      Float32Array.from(
        alone,
        (component, position) =>
          (1 - CONTEXT_WEIGHT) * component + CONTEXT_WEIGHT * (together[position] ?? 0),
      ),
    );
  }
}

/** ln(1 + (N - n + 0.5) / (n + 0.5)): the idf of BM25 in the form that is never negative (Lucene's). */
function inverseFrequencies(frequencies: ReadonlyMap<string, number>, passages: number): StemWeights {
  return new Map(
    [...frequencies].map(([stem, count]) => [stem, Math.log(1 + (passages - count + 0.5) / (count + 0.5))]),
  );
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map((component) => component / length) : vector;
}
