import type { Answer } from '../../../../src/answering/answer.js';
import { citationOf, type ScoredPassage } from '../../../../src/answering/citation.js';
import { answerText } from '../../../../src/answering/compose-text.js';

/** An extractive answer that quotes the first sentence of the first passage. */
export function extractiveAnswer(question: string, passages: readonly ScoredPassage[]): Answer {
  const [passage] = passages;
  const sentence = passage?.passage.sentences.find(({ kind }) => kind === 'prose');
  if (!passage || !sentence) throw new Error('There is no sentence to quote.');
  const { start, end } = sentence;
  const citations = [citationOf({ passage, start, end, highlights: [], score: 1 }, 1)];
  return {
    id: 'answer-1',
    question,
    standaloneQuestion: question,
    outcome: 'answered',
    text: answerText(citations),
    confidence: 0.8,
    citations,
    related: [],
    composer: 'extractive',
    index: { generation: 1, fingerprint: 'test' },
    passagesRead: 0,
    timings: { total: 1 },
  };
}
