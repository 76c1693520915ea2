import type { CitewellErrorCode } from '../errors.js';

/** What a shell sees; `130` is the usual code for a program that Ctrl-C stopped. */
export const EXIT = {
  ok: 0,
  failure: 1,
  usage: 2,
  noAnswer: 3,
  indexUnusable: 4,
  belowThreshold: 5,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const SPECIAL: Partial<Record<CitewellErrorCode, ExitCode>> = {
  invalid_settings: EXIT.usage,
  invalid_request: EXIT.usage,
  question_too_long: EXIT.usage,
  index_missing: EXIT.indexUnusable,
  index_damaged: EXIT.indexUnusable,
  index_incompatible: EXIT.indexUnusable,
  not_ready: EXIT.indexUnusable,
  cancelled: EXIT.interrupted,
};

export function exitCodeOf(code: CitewellErrorCode): ExitCode {
  return SPECIAL[code] ?? EXIT.failure;
}
