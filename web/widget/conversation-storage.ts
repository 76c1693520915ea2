import { isAnswer, isFields, isListOf, isString } from './answer-shape.js';
import type { Exchange } from './exchange.js';
import { parseJson } from './parse-json.js';
import { NO_PROGRESS } from './read-answer-events.js';

/** Exchanges kept over a reload. An answer weighs about 5 kB, and a tab may store about 5 MB. */
const KEPT_EXCHANGES = 50;

/** Keeps a conversation for as long as its tab lives. */
export interface ConversationStorage {
  load(): Exchange[];
  save(exchanges: readonly Exchange[]): void;
}

/**
 * A conversation in `sessionStorage`.
 *
 * @param key Tells conversations of one page apart.
 */
export function createTabStorage(key: string): ConversationStorage {
  return {
    load() {
      const stored = withStorage((storage) => storage.getItem(key)) ?? null;
      const exchanges = stored === null ? undefined : parseJson(stored);
      return isListOf(exchanges, isKeptExchange) ? exchanges.map(keptForm) : [];
    },
    save(exchanges) {
      const kept = exchanges.slice(-KEPT_EXCHANGES).map(keptForm);
      withStorage((storage) =>
        kept.length === 0 ? storage.removeItem(key) : storage.setItem(key, JSON.stringify(kept)),
      );
    },
  };
}

/** Storage may be forbidden (SecurityError) or full (QuotaExceededError): then the conversation lives in memory. */
function withStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(window.sessionStorage);
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}

/** Of an answer that is being made, only its id outlives the page. */
function keptForm(exchange: Exchange): Exchange {
  if (exchange.state !== 'waiting') return exchange;
  return { ...exchange, progress: { ...NO_PROGRESS, answerId: exchange.progress.answerId } };
}

function isKeptExchange(value: unknown): value is Exchange {
  return (
    isFields(value) &&
    Number.isInteger(value['id']) &&
    typeof value['question'] === 'string' &&
    (value['state'] === 'stopped' ||
      (value['state'] === 'waiting' && isKeptProgress(value['progress'])) ||
      (value['state'] === 'answered' && isAnswer(value['answer'])) ||
      (value['state'] === 'failed' && isFailure(value['failure']) && Number.isInteger(value['attempts'])))
  );
}

function isKeptProgress(value: unknown): boolean {
  return isFields(value) && (value['answerId'] === undefined || isString(value['answerId']));
}

function isFailure(value: unknown): boolean {
  return isFields(value) && typeof value['kind'] === 'string';
}
