import type { PassageEvidence, SentenceEvidence } from './evidence.js';
import { METHOD } from './method.js';

/** A sentence as a candidate for the answer. */
export interface RankedSentence {
  readonly evidence: PassageEvidence;
  /** Position among the passage's sentences. */
  readonly position: number;
  readonly sentence: SentenceEvidence;
  /** Comparable within one question only. */
  readonly score: number;
}

/** The fused search score, with what the reader and the question's names add. */
export function passageScore({ passage, reading, namesHeld }: PassageEvidence): number {
  const { weight, scale } = METHOD.passageReader;
  const named = METHOD.names * namesHeld;
  return passage.score + named + (reading ? weight / (1 + Math.exp(-reading.score / scale)) : 0);
}

/** All sentences of all passages, best first. Headings answer nothing unless there is nothing else. */
export function rankSentences(evidence: readonly PassageEvidence[]): RankedSentence[] {
  const ranked = evidence.flatMap((passage) => {
    const base = passageScore(passage);
    const onlyHeadings = passage.sentences.every(({ sentence }) => sentence.kind === 'heading');
    return passage.sentences.flatMap((sentence, position) => {
      if (sentence.sentence.kind === 'heading' && !onlyHeadings) return [];
      return [{ evidence: passage, position, sentence, score: base + sentenceScore(sentence) }];
    });
  });
  return ranked.sort((a, b) => b.score - a.score);
}

function sentenceScore({ cosine, coverage, readerProbability = 0 }: SentenceEvidence): number {
  const { sentence } = METHOD;
  return sentence.cosine * cosine + sentence.coverage * coverage + sentence.reader * readerProbability;
}
