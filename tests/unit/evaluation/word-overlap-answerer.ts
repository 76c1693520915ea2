import { createHash } from 'node:crypto';
import type { Answer, Citation } from '../../../src/answering/answer.js';
import type { SearchHit, WholeAnswerer } from '../../../src/citewell-api.js';
import type { Document } from '../../../src/documents/document.js';
import { CitewellError } from '../../../src/errors.js';

interface SourceText {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** The share of the question's words that a sentence must hold to be cited. */
const threshold = 0.5;

/**
 * A small whole answerer: passages are paragraphs, the best sentence is the one that shares most words with the
 * question, and a question with less than half of its words in any sentence is refused.
 */
export class WordOverlapAnswerer implements WholeAnswerer {
  private readonly documents: readonly (Document & { indexedAt: string })[];

  constructor(sources: readonly SourceText[]) {
    this.documents = sources.map(({ id, title, text }) => ({
      id,
      title,
      text: text.normalize('NFC').replace(/\r\n?/g, '\n'),
      sha256: createHash('sha256').update(text).digest('hex'),
      pages: [],
      headings: [],
      stated: [],
      indexedAt: '2025-03-17T00:00:00.000Z',
    }));
  }

  async ask(question: string): Promise<Answer> {
    if (question.length > 400) throw new CitewellError('question_too_long', 'Ask in at most 400 characters.');
    const wanted = wordsOf(question);
    const candidates = this.passages()
      .flatMap((passage) => sentencesOf(passage, wanted))
      .sort((first, second) => second.score - first.score)
      .slice(0, 5)
      .map((citation, index) => ({ ...citation, number: index + 1 }));
    const confidence = Math.min(1, candidates[0]?.score ?? 0);
    const answered = confidence >= threshold;
    return {
      id: 'answer',
      question,
      standaloneQuestion: question,
      outcome: answered ? 'answered' : 'not_found',
      ...(answered ? {} : { reason: confidence > 0 ? 'related_but_no_answer' : 'nothing_relevant' }),
      text: answered ? `${candidates[0]?.quote ?? ''} [1]` : 'The documents do not say.',
      confidence,
      citations: answered ? candidates.filter(({ score }) => score > 0) : [],
      related: answered ? [] : candidates.filter(({ score }) => score > 0),
      composer: 'extractive',
      index: { generation: 1, fingerprint: 'word-overlap' },
      passagesRead: 0,
      timings: {},
    };
  }

  async search(query: string, { limit = 10 }: { limit?: number } = {}): Promise<SearchHit[]> {
    const wanted = wordsOf(query);
    return this.passages()
      .map((passage) => ({ ...passage, score: sharedWords(passage.quote, wanted) }))
      .sort((first, second) => second.score - first.score)
      .slice(0, limit);
  }

  async listDocuments() {
    return [];
  }

  async getDocument(id: string): Promise<Document & { indexedAt: string }> {
    const document = this.documents.find((candidate) => candidate.id === id);
    if (document === undefined) throw new CitewellError('not_found', `There is no document "${id}".`);
    return document;
  }

  async status() {
    return {
      ready: true,
      generation: 1,
      fingerprint: 'word-overlap',
      documents: this.documents.length,
      passages: this.passages().length,
    };
  }

  private passages(): SearchHit[] {
    return this.documents.flatMap(({ id, title, text, sha256 }) =>
      [...text.matchAll(/[^\n]+(?:\n[^\n]+)*/g)].map((match): SearchHit => {
        const span = { start: match.index, end: match.index + match[0].length };
        return {
          ...span,
          quote: match[0],
          document: { id, title, sha256 },
          headings: [],
          passage: { ...span, text: match[0] },
          score: 0,
        };
      }),
    );
  }
}

function sentencesOf(passage: SearchHit, wanted: ReadonlySet<string>): Omit<Citation, 'number'>[] {
  return [...passage.quote.matchAll(/\S[^.!?]*[.!?]?/g)].map((match) => {
    const start = passage.start + match.index;
    const end = start + match[0].length;
    const score = sharedWords(match[0], wanted);
    return { ...passage, start, end, quote: match[0], highlights: [{ start, end }], score };
  });
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []);
}

function sharedWords(text: string, wanted: ReadonlySet<string>): number {
  if (wanted.size === 0) return 0;
  return [...wordsOf(text)].filter((word) => wanted.has(word)).length / wanted.size;
}
