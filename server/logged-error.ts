import { CitewellError } from '../src/errors.js';

/** What is known of an error that a client was not told. */
export interface LoggedError {
  readonly name: string;
  readonly code?: string;
  /** Only messages of our own: those of other libraries may repeat the question. */
  readonly message?: string;
  /** Where it happened, innermost first, without the message. */
  readonly frames: readonly string[];
  readonly cause?: LoggedError;
}

/** Causes of causes are followed this far; an error may be its own cause. */
const MAXIMUM_CAUSES = 3;

/** Whether a failure is none: what is refused for lack of room is so on purpose, and where it happened tells nothing. */
export function isDeliberate(code: string | undefined): boolean {
  return code === 'overloaded';
}

/** What of an error may be logged. */
export function describeError(error: unknown, causes = MAXIMUM_CAUSES): LoggedError {
  if (!(error instanceof Error)) {
    return { name: typeof error, frames: [] };
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return {
    name: error.name,
    ...(code === undefined ? {} : { code }),
    ...(error instanceof CitewellError ? { message: error.message } : {}),
    frames: isDeliberate(code) ? [] : framesOf(error),
    ...(error.cause === undefined || causes === 0 ? {} : { cause: describeError(error.cause, causes - 1) }),
  };
}

function framesOf({ stack = '' }: Error): string[] {
  return stack
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '));
}
