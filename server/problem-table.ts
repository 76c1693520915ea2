import type { CitewellErrorCode } from '../src/errors.js';

/** Failures that only HTTP knows. */
type HttpProblemCode =
  | 'malformed_json'
  | 'unsupported_media_type'
  | 'body_too_large'
  | 'route_not_found'
  | 'method_not_allowed'
  | 'token_required'
  | 'token_wrong'
  | 'rate_limited'
  | 'web_build_missing'
  | 'internal_error';

/** Every `code` that a problem document can carry. */
export type ProblemCode = CitewellErrorCode | HttpProblemCode;

/** How a failure looks to a client. */
export interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /**
   * What clients read in place of the error's own message, which may name paths of this machine. Without it,
   * the message was written for clients and is sent.
   */
  readonly detail?: string;
  /** Value of `Retry-After`, where trying again can help. */
  readonly retryAfterSeconds?: number;
}

const SEE_LOG = "The operator finds the reason in the server's log under this request id.";
const CANNOT_ANSWER = `The knowledge base can't answer now. ${SEE_LOG}`;
const NOT_FOR_CLIENTS = `The server failed. ${SEE_LOG}`;
const RETRY_AFTER_SECONDS = 5;

/** The one place where a code gets its status. 499 is what proxies log for a client that left. */
export const PROBLEMS: Readonly<Record<ProblemCode, ProblemKind>> = {
  invalid_request: { status: 400, title: 'The request is not valid' },
  question_too_long: { status: 400, title: 'The question is too long' },
  malformed_json: { status: 400, title: 'The body is not JSON' },
  token_required: { status: 401, title: 'A token is needed' },
  token_wrong: { status: 401, title: 'The token is wrong' },
  rate_limited: { status: 429, title: 'Too many requests' },
  not_found: { status: 404, title: 'Not found' },
  route_not_found: { status: 404, title: 'There is nothing at this address' },
  method_not_allowed: { status: 405, title: 'This address does not take this method' },
  body_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body has the wrong content type' },
  upload_invalid: { status: 400, title: 'The upload is not valid' },
  not_an_upload: { status: 409, title: 'The document was not uploaded' },
  document_exists: { status: 409, title: 'The document exists already' },
  upload_too_large: { status: 413, title: 'The upload is too large' },
  unsupported_format: { status: 415, title: 'The format is not read' },
  upload_unreadable: { status: 422, title: 'A file cannot be read' },
  cancelled: { status: 499, title: 'The request was cancelled', detail: 'The request was cancelled.' },

  file_too_large: { status: 413, title: 'The file is too large', detail: NOT_FOR_CLIENTS },
  not_text: { status: 422, title: 'The file is not text', detail: NOT_FOR_CLIENTS },
  duplicate_document: { status: 409, title: 'The document exists already', detail: NOT_FOR_CLIENTS },

  not_ready: {
    status: 503,
    title: 'Not ready',
    detail: "The server isn't ready to answer. Try again in a few seconds.",
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  },
  engine_stopped: {
    status: 503,
    title: 'The engine stopped',
    detail: 'The engine that answers stopped. Try again in a few seconds.',
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  },
  overloaded: { status: 503, title: 'Too many questions at once', retryAfterSeconds: RETRY_AFTER_SECONDS },
  index_locked: {
    status: 503,
    title: 'The index is in use',
    detail: CANNOT_ANSWER,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  },
  knowledge_missing: { status: 503, title: 'There are no documents', detail: CANNOT_ANSWER },
  knowledge_empty: { status: 503, title: 'There are no documents', detail: CANNOT_ANSWER },
  index_missing: { status: 503, title: 'There is no index', detail: CANNOT_ANSWER },
  index_damaged: { status: 503, title: 'The index is damaged', detail: CANNOT_ANSWER },
  index_incompatible: { status: 503, title: 'The index does not fit', detail: CANNOT_ANSWER },
  storage_failed: { status: 503, title: 'Storage failed', detail: CANNOT_ANSWER },
  model_missing: { status: 503, title: 'A model is missing', detail: CANNOT_ANSWER },
  model_damaged: { status: 503, title: 'A model is damaged', detail: CANNOT_ANSWER },
  embedder_failed: {
    status: 503,
    title: 'The embedder failed',
    detail: CANNOT_ANSWER,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  },
  web_build_missing: { status: 503, title: 'The web page is not built' },

  invalid_settings: { status: 500, title: 'The server failed', detail: NOT_FOR_CLIENTS },
  index_exists: { status: 500, title: 'The server failed', detail: NOT_FOR_CLIENTS },
  backup_invalid: { status: 500, title: 'The server failed', detail: NOT_FOR_CLIENTS },
  invalid_dataset: { status: 500, title: 'The server failed', detail: NOT_FOR_CLIENTS },
  address_refused: { status: 500, title: 'The server failed', detail: NOT_FOR_CLIENTS },
  fetch_failed: { status: 500, title: 'The server failed', detail: NOT_FOR_CLIENTS },
  site_unreachable: { status: 500, title: 'The server failed', detail: NOT_FOR_CLIENTS },
  nothing_to_fetch: { status: 500, title: 'The server failed', detail: NOT_FOR_CLIENTS },
  unreadable_file: { status: 500, title: 'The server failed', detail: NOT_FOR_CLIENTS },
  port_in_use: { status: 500, title: 'The server failed', detail: NOT_FOR_CLIENTS },
  internal_error: { status: 500, title: 'The server failed', detail: NOT_FOR_CLIENTS },
};
