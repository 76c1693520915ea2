import { type DestinationStream, pino } from 'pino';
import { visibleText } from '../src/visible-text.js';
import { isDeliberate, type LoggedError } from './logged-error.js';
import { RefusalCount } from './refusal-count.js';

/** One request, answered or given up. Never holds the text of a document, nor of a question unless the settings say so. */
export interface RequestLogEntry {
  /** ISO 8601, UTC, when the answer was ready. */
  readonly time: string;
  readonly requestId: string;
  readonly method: string;
  /** Without the query string. */
  readonly path: string;
  readonly status: number;
  readonly durationMilliseconds: number;
  /** Where `logQuestions` is on. */
  readonly question?: string;
  readonly error?: LoggedError;
}

export interface RequestLog {
  (entry: RequestLogEntry): void;
  /** Called once no request is left: writes what is only counted as yet. */
  readonly flush?: () => void;
}

const FIRST_SERVER_STATUS = 500;

/** Whether the index is merely not ready yet: probes ask until it is, and nothing failed. */
function isStarting({ path, error }: RequestLogEntry): boolean {
  return path === '/readyz' && error !== undefined && tellsNotReadyAlone(error);
}

function tellsNotReadyAlone({ code, cause }: LoggedError): boolean {
  return code === 'not_ready' && (cause === undefined || tellsNotReadyAlone(cause));
}

/**
 * Writes one JSON line an entry, with a level that tells failures of ours; to refuse what there is no room for is none,
 * and of such refusals only the first has a line of its own: the rest are counted, a line a second.
 * What terminals and log viewers act on is escaped, beyond what JSON escapes.
 *
 * @param destination where lines go; the process's standard error by default, each line before the next request
 */
export function jsonLineLog(
  destination: DestinationStream = pino.destination({ fd: 2, sync: true }),
): RequestLog {
  const logger = pino(
    { base: null, timestamp: false, formatters: { level: (level) => ({ level }) } },
    destination,
  );
  const refusals = new RefusalCount((refused) =>
    logger.warn({ time: new Date().toISOString(), refused, error: { code: 'overloaded' } }),
  );
  const write: RequestLog = ({ path, question, ...entry }) => {
    if (isDeliberate(entry.error?.code) && !refusals.isFirst()) return;
    const line = {
      ...entry,
      path: visibleText(path),
      ...(question !== undefined && { question: visibleText(question) }),
    };
    if (isStarting({ path, ...entry }) || isDeliberate(entry.error?.code)) {
      const { code, message } = entry.error ?? {};
      logger.warn({ ...line, error: { code, message } });
    } else if (entry.status >= FIRST_SERVER_STATUS) logger.error(line);
    else logger.info(line);
  };
  return Object.assign(write, { flush: () => refusals.flush() });
}
