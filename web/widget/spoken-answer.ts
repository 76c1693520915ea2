import type { Answer } from '../../src/answering/answer.js';
import type { Strings } from './strings/strings.js';

/** What a screen reader says once an answer has arrived. */
export function spokenAnswer(answer: Answer, strings: Strings): string {
  return answer.outcome === 'answered'
    ? strings.answeredAloud(answer.text, answer.citations.length)
    : strings.refusals[answer.reason ?? 'nothing_relevant'].title;
}
