import type { Citation, RefusalReason } from './answer.js';

const REFUSALS: Readonly<Record<RefusalReason, string>> = {
  nothing_relevant: 'The documents do not say anything about this.',
  related_but_no_answer: 'The documents touch on this, but they do not answer the question.',
  not_a_question: 'Ask me something about the documents; I answer with a quote from them.',
  empty_knowledge: 'There are no documents to answer from yet.',
};

/** The extractive answer: the first quote as the answer, the others a marker away. */
export function answerText(citations: readonly Pick<Citation, 'quote' | 'number'>[]): string {
  const [first, ...others] = citations;
  if (!first) return '';
  const answer = `${first.quote} [${first.number}]`;
  if (others.length === 0) return answer;
  return `${answer}\n\nSee also ${others.map(({ number }) => `[${number}]`).join(' ')}`;
}

export function refusalText(reason: RefusalReason): string {
  return REFUSALS[reason];
}
