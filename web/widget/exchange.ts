import type { Answer, Turn } from '../../src/answering/answer.js';
import type { Failure } from './failure.js';
import type { AnswerProgress } from './read-answer-events.js';

/** One question and what came of it. */
export type Exchange = {
  /** Unique within the conversation. */
  readonly id: number;
  readonly question: string;
} & (
  | { readonly state: 'waiting'; readonly progress: AnswerProgress }
  | { readonly state: 'answered'; readonly answer: Answer }
  | { readonly state: 'failed'; readonly failure: Failure; readonly attempts: number }
  | { readonly state: 'stopped' }
);

/** An exchange whose request brought no answer. */
export type FailedExchange = Extract<Exchange, { state: 'failed' }>;

/** How many earlier exchanges go along with a question: a follow-up rarely refers further back. */
const HISTORY_EXCHANGES = 4;

/** The earlier turns that a follow-up may refer to, oldest first. What was never answered is left out. */
export function historyOf(exchanges: readonly Exchange[]): Turn[] {
  return exchanges
    .flatMap((exchange) => (exchange.state === 'answered' ? [exchange] : []))
    .slice(-HISTORY_EXCHANGES)
    .flatMap(({ question, answer }): Turn[] =>
      [
        { role: 'user' as const, text: question },
        { role: 'assistant' as const, text: answer.text },
      ].filter((turn) => turn.text.trim() !== ''),
    );
}
