import type { Sentence } from '../../../../src/passages/passage.js';
import { PassageWords } from '../../../../src/retrieval/passage-words.js';
import type { RankedPassage } from '../../../../src/retrieval/retriever.js';
import { storedDocument } from './stored-document.js';

interface Known extends Partial<RankedPassage> {
  /** Where in its document it begins. */
  readonly start?: number;
  readonly headings?: readonly string[];
}

/**
 * A passage of which nothing is known but its text, its sentences and what is said.
 *
 * @param sentences in offsets of the document
 */
export function rankedPassage(
  text: string,
  sentences: readonly Sentence[],
  { start = 0, headings = [], ...known }: Known = {},
): RankedPassage {
  const stored = {
    id: 1,
    text,
    document: storedDocument(),
    copies: [],
    passage: { start, end: start + text.length, ordinal: 0, headings, sentences },
    sentenceVectors: [],
    score: 1,
    cosine: 1,
    bm25: 1,
    ...known,
  };
  return { ...stored, words: new PassageWords(stored) };
}

/** A passage whose sentences are the rows of a table. */
export function tablePassage(rows: readonly string[], known: Known = {}): RankedPassage {
  let start = 0;
  const sentences = rows.map((row) => {
    const sentence = { start, end: start + row.length, kind: 'record' as const };
    start = sentence.end + 1;
    return sentence;
  });
  return rankedPassage(rows.join('\n'), sentences, known);
}
