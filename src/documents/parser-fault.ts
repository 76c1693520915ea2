import { CitewellError } from '../errors.js';
import { unreadable } from './unreadable.js';

/** What a parser of others has thrown, as an error that names the file; V8 says what it has run out of with a `RangeError`. */
export function parserFault(id: string, cause: unknown): CitewellError {
  if (cause instanceof CitewellError) return cause;
  if (!(cause instanceof RangeError)) {
    return unreadable(
      id,
      "can't be read: it is damaged, or has another format than its name says. Save it anew from a program that can open it.",
      cause,
    );
  }
  return unreadable(
    id,
    /call stack/u.test(cause.message)
      ? "can't be read: its parts nest too deep. Save it anew from a program that can open it."
      : "can't be read: it unpacks to more than fits into memory. Split it.",
    cause,
  );
}
