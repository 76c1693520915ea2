import { CitewellError } from '../../errors.js';
import type { ClusterOptions } from './cluster-options.js';
import { connectionAdvice, lastingFault } from './connection-advice.js';

/** What the cluster says of a request, or of one item of it. */
export interface ClusterReason {
  readonly type?: string;
  readonly reason?: string;
}

/** What the client throws, as far as it is looked at. */
interface ClientFailure extends Error {
  readonly statusCode?: number;
  readonly body?: { readonly error?: ClusterReason | string };
}

/** Whom an error speaks of. */
export type Addressed = Pick<ClusterOptions, 'nodes' | 'user'>;

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
/** Of one item of many, whose reply has no status: the node that held it is gone, or has no room for it. */
const PASSING_TYPE = /no_shard|unavailable_shards|node_|circuit_breaking|rejected_execution|timeout/;

/** One of many things asked for in a request, and refused: what a request that is refused whole throws. */
export class ItemFailure extends Error implements ClientFailure {
  override readonly name = 'ResponseError';
  readonly statusCode: number;
  readonly body: { readonly error: ClusterReason };

  constructor(error: ClusterReason, status?: number) {
    super(error.reason ?? error.type ?? 'refused');
    this.statusCode = status ?? (PASSING_TYPE.test(error.type ?? '') ? 503 : 500);
    this.body = { error };
  }
}

/** True for a failure that may be over in a moment: a node that has died, an election, a full queue. */
export function isPassing(error: unknown): boolean {
  if (!isClientFailure(error)) return false;
  if (UNREACHABLE.has(error.name)) return lastingFault(error.message) === undefined;
  return PASSING.has(error.statusCode ?? 0) && !isFullDisk(reasonOf(error));
}

/** HTTP's status where the cluster answered, else 0. */
export function statusOf(error: unknown): number {
  return isClientFailure(error) && error.name === 'ResponseError' ? (error.statusCode ?? 0) : 0;
}

/** Names what the cluster refused, or why it did not answer; what is none of its client's stays as it is. */
export function clusterError(error: unknown, { nodes, user }: Addressed): unknown {
  if (!isClientFailure(error)) return error;
  const store = nodes.join(', ');
  const because = (reason: string, message: string) =>
    new CitewellError(
      'storage_failed',
      `OpenSearch at ${store} ${message}`,
      { store, reason },
      { cause: error },
    );
  if (UNREACHABLE.has(error.name)) {
    const reason = error.message.split('\n')[0]?.replace(/[.\s]+$/, '') ?? '';
    return because('unreachable', `cannot be reached (${reason}). ${connectionAdvice(error.message, nodes)}`);
  }
  const reason = reasonOf(error).replace(/[.\s]+$/, '');
  if (isFullDisk(reason))
    return because('full', `takes nothing in: its disks are full (${reason}). Make room, then try again.`);
  if (/blocked by|cluster_block/.test(reason)) {
    return because(
      'blocked',
      `takes nothing in: ${reason}. Somebody has set the index to be only read; set its index.blocks.* to null, then try again.`,
    );
  }
  switch (error.statusCode) {
    case 401:
      return because('unauthorised', `does not let us in (401). ${adviceOnUser(user)}`);
    case 403:
      return because(
        'unauthorised',
        `does not allow it (403: ${reason}). Give ${user ?? 'the user'} the rights that docs/opensearch.md lists.`,
      );
    case 429:
      return because(
        'busy',
        `is too busy (429: ${reason}). Try again later; if it stays so, give it more memory or nodes.`,
      );
    default:
      return because('failed', `failed: ${reason}. See its log, then try again.`);
  }
}

function adviceOnUser(user: string | undefined): string {
  return user === undefined
    ? 'Set CITEWELL_STORE_USER and CITEWELL_STORE_PASSWORD.'
    : `It does not know the user "${user}" by this password: correct CITEWELL_STORE_USER or CITEWELL_STORE_PASSWORD.`;
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
  if (error?.type && error.reason) return `${error.type}: ${error.reason}`;
  return error?.reason ?? error?.type ?? message;
}
