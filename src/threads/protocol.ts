import type { MessagePort } from 'node:worker_threads';
import { CitewellError, type CitewellErrorCode, type CitewellErrorDetails } from '../errors.js';
import { nativeModuleFailure } from './native-module-failure.js';

export interface Call {
  readonly type: 'call';
  readonly id: number;
  readonly method: string;
  readonly parameters: unknown;
  /** Whether the caller listens to events: each wakes its thread. */
  readonly events: boolean;
  /** By {@link millisecondsSinceEpoch}. */
  readonly sentAt: number;
}

export interface Cancel {
  readonly type: 'cancel';
  readonly id: number;
}

/** From whoever started a thread to the thread. */
export type Request =
  | Call
  | Cancel
  /** Over `port` another thread sends calls, and takes them back. */
  | { readonly type: 'connect'; readonly port: MessagePort }
  | { readonly type: 'stop' };

/** Comparable between threads, in fractions of a millisecond: each counts `performance.now()` from its own start. */
export function millisecondsSinceEpoch(): number {
  return performance.timeOrigin + performance.now();
}

/** An error as it crosses threads: structured cloning would drop its class and its code. */
export interface ErrorRecord {
  readonly code: CitewellErrorCode | undefined;
  readonly message: string;
  readonly details: CitewellErrorDetails;
  readonly stack: string | undefined;
}

/** From a thread to whoever called it. */
export type Response =
  | { readonly type: 'result'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failure'; readonly id: number; readonly error: ErrorRecord }
  | { readonly type: 'event'; readonly id: number; readonly event: unknown };

export function errorRecord(error: unknown): ErrorRecord {
  const known = error instanceof CitewellError ? error : nativeModuleFailure(error);
  return {
    code: known?.code,
    message: known?.message ?? (error instanceof Error ? error.message : String(error)),
    details: known?.details ?? {},
    stack: error instanceof Error ? error.stack : undefined,
  };
}

/** Restores what {@link errorRecord} took apart; the worker's stack is kept as the cause's. */
export function restoreError(record: ErrorRecord): Error {
  const cause = new Error(record.message);
  if (record.stack !== undefined) cause.stack = record.stack;
  if (record.code === undefined) return cause;
  return new CitewellError(record.code, record.message, record.details, { cause });
}
