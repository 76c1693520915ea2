import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Turn } from '../answering/answer.js';
import { CitewellError } from '../errors.js';

/** A turn's words may stand under `text`, or under `content` as chat interfaces have them. */
const turnSchema = z
  .object({
    role: z.enum(['user', 'assistant']),
    text: z.string().optional(),
    content: z.string().optional(),
  })
  .transform(({ role, text, content }): Turn => ({ role, text: text ?? content ?? '' }));

const lineSchema = z.object({
  _id: z.union([z.string(), z.number()]).optional(),
  text: z.string(),
  history: z.array(turnSchema).optional(),
});

/** A line of a batch: a question, or what is wrong with it. */
export interface BatchEntry {
  /** From 1. */
  readonly line: number;
  readonly id: string | number | undefined;
  readonly text: string;
  readonly history: readonly Turn[];
  readonly error?: CitewellError;
}

/**
 * Reads a batch line by line, however long the file is: JSON objects `{"_id"?, "text", "history"?}` or plain
 * text, a question a line; blank lines are passed over. `-` reads standard input.
 *
 * @param signal ends the wait for a next line, which on a terminal or a pipe may never come
 * @throws CitewellError `unreadable_file`, `cancelled`
 */
export async function* readBatch(file: string, signal: AbortSignal): AsyncGenerator<BatchEntry> {
  const input = file === '-' ? process.stdin : createReadStream(file, 'utf8');
  let number = 0;
  try {
    for await (const line of createInterface({ input, signal, crlfDelay: Number.POSITIVE_INFINITY })) {
      number++;
      const text = (number === 1 ? line.replace(/^\uFEFF/u, '') : line).trim();
      if (text !== '') yield readLine(text, number);
    }
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
    if (reason === undefined || cause instanceof CitewellError) throw cause;
    throw new CitewellError(
      'unreadable_file',
      `${file} cannot be read (${reason}).`,
      { file, reason },
      { cause },
    );
  }
  if (signal.aborted) throw new CitewellError('cancelled', 'The batch was interrupted.');
}

function readLine(text: string, line: number): BatchEntry {
  if (!text.startsWith('{')) return { line, id: undefined, text, history: [] };
  try {
    const { _id: id, text: question, history = [] } = lineSchema.parse(JSON.parse(text));
    return { line, id, text: question, history };
  } catch (cause) {
    const what = cause instanceof z.ZodError ? problemsOf(cause) : 'it is not JSON';
    const message = `The line is not a question {"_id"?, "text", "history"?}: ${what}`;
    return {
      line,
      id: undefined,
      text: '',
      history: [],
      error: new CitewellError('invalid_request', message, { line }, { cause }),
    };
  }
}

/** On one line, since each message is one line of standard error. */
function problemsOf({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
}
