import { CitewellError } from '../../errors.js';

/** What the client throws, as far as it is looked at. */
interface ClientFailure extends Error {
  readonly statusCode?: number;
  readonly body?: { readonly error?: { readonly type?: string; readonly reason?: string } | string };
}

/** Answers that another try may change: too much at once, or a shard without its node for a moment. */
const PASSING: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const UNREACHABLE: ReadonlySet<string> = new Set([
  'ConnectionError',
  'NoLivingConnectionsError',
  'TimeoutError',
]);
const FROM_THE_CLIENT: ReadonlySet<string> = new Set([
  ...UNREACHABLE,
  'ResponseError',
  'DeserializationError',
  'ConfigurationError',
]);
/** OpenSSL's and Node's names for a certificate that is not trusted. */
const UNTRUSTED =
  /certificate|CERT_|self.signed|UNABLE_TO_(?:VERIFY|GET_ISSUER)|DEPTH_ZERO|ERR_TLS_CERT_ALTNAME_INVALID/i;

/** True for a failure that may be over in a moment: a node that has died, an election, a full queue. */
export function isPassing(error: unknown): boolean {
  if (!isClientFailure(error)) return false;
  if (UNREACHABLE.has(error.name)) return !UNTRUSTED.test(error.message);
  return isPassingStatus(error.statusCode ?? 0) && !isFullDisk(reasonOf(error));
}

export function isPassingStatus(status: number): boolean {
  return PASSING.has(status);
}

/** HTTP's status where the cluster answered, else 0. */
export function statusOf(error: unknown): number {
  return isClientFailure(error) && error.name === 'ResponseError' ? (error.statusCode ?? 0) : 0;
}

/** Names what the cluster refused, or why it did not answer; what is none of its client's stays as it is. */
export function clusterError(error: unknown, nodes: readonly string[]): unknown {
  if (!isClientFailure(error)) return error;
  const store = nodes.join(', ');
  if (UNREACHABLE.has(error.name)) {
    const reason = error.message.split('\n')[0] ?? '';
    const message = `OpenSearch at ${store} cannot be reached (${reason}). ${adviceFor(error.message)}`;
    return failure(message, 'unreachable', store, error);
  }
  const status = error.statusCode ?? 0;
  if (status === 401) {
    const message = `OpenSearch at ${store} does not let us in (401). Set CITEWELL_STORE_USER and CITEWELL_STORE_PASSWORD.`;
    return failure(message, 'unauthorised', store, error);
  }
  const reason = reasonOf(error);
  if (status === 403 && !isFullDisk(reason)) {
    const message = `OpenSearch at ${store} does not allow it (403: ${reason}). The user needs all rights on the indexes of --store-index.`;
    return failure(message, 'unauthorised', store, error);
  }
  return storeFailure(reason, store, error);
}

/** @param reason the cluster's own words */
export function storeFailure(reason: string, store: string, cause?: unknown): CitewellError {
  const advice = isFullDisk(reason)
    ? 'Its disks are full: make room, then try again.'
    : 'See its log, then try again.';
  return failure(`OpenSearch at ${store} failed: ${reason}. ${advice}`, 'failed', store, cause);
}

function failure(message: string, reason: string, store: string, cause: unknown): CitewellError {
  return new CitewellError('storage_failed', message, { store, reason }, { cause });
}

function adviceFor(reason: string): string {
  if (UNTRUSTED.test(reason)) return 'Name the authority that signed its certificate with --store-ca FILE.';
  if (/wrong.version.number/i.test(reason)) return 'It does not speak TLS: write http:// in --store.';
  return 'Start it, or correct --store.';
}

function isFullDisk(reason: string): boolean {
  return /flood.stage|read-only-allow-delete/i.test(reason);
}

function isClientFailure(error: unknown): error is ClientFailure {
  return error instanceof Error && FROM_THE_CLIENT.has(error.name);
}

function reasonOf({ body, message }: ClientFailure): string {
  const error = body?.error;
  if (typeof error === 'string') return error;
  return error?.reason ?? error?.type ?? message;
}
