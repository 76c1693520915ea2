import type { Citation } from './answer.js';

/** The extractive answer: the first quote as the answer, the others a marker away. */
export function answerText(citations: readonly Pick<Citation, 'quote' | 'number'>[]): string {
  const [first, ...others] = citations;
  if (!first) return '';
  const answer = `${first.quote} [${first.number}]`;
  if (others.length === 0) return answer;
  return `${answer}\n\nSee also ${others.map(({ number }) => `[${number}]`).join(' ')}`;
}
