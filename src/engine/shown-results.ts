import { citationOf, citedDocument } from '../answering/citation.js';
import type { PassageEvidence } from '../answering/evidence.js';
import { passageScore } from '../answering/rank-sentences.js';
import type { DocumentSummary, SearchHit } from '../citewell-api.js';
import type { RankedPassage } from '../retrieval/retriever.js';
import type { StoredDocument } from '../store/knowledge-store.js';

/** @param passage that of `evidence`, with what links to it need where that is known */
export function hitOf(evidence: PassageEvidence, passage: RankedPassage): SearchHit {
  const { start, end } = passage.passage;
  const excerpt = { passage, start, end, highlights: [], score: passageScore(evidence) };
  const { number: _number, highlights: _highlights, ...hit } = citationOf(excerpt, 0);
  return hit;
}

export function summaryOf(document: StoredDocument): DocumentSummary {
  const { length, bytes, passages, indexedAt } = document;
  const size = bytes === undefined ? {} : { bytes };
  return { ...citedDocument(document), length, ...size, passages, indexedAt };
}
