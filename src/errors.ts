/** Every way in which Citewell can fail. The HTTP and command-line surfaces map these, and only these. */
export type CitewellErrorCode =
  | 'invalid_request'
  | 'invalid_settings'
  | 'invalid_dataset'
  | 'question_too_long'
  | 'not_found'
  | 'unreadable_file'
  | 'not_text'
  | 'file_too_large'
  | 'duplicate_document'
  | 'document_exists'
  | 'unsupported_format'
  | 'not_an_upload'
  | 'upload_invalid'
  | 'upload_too_large'
  | 'upload_unreadable'
  | 'knowledge_missing'
  | 'knowledge_empty'
  | 'address_refused'
  | 'fetch_failed'
  | 'site_unreachable'
  | 'nothing_to_fetch'
  | 'index_missing'
  | 'index_damaged'
  | 'index_incompatible'
  | 'index_locked'
  | 'index_exists'
  | 'backup_invalid'
  | 'storage_failed'
  | 'model_missing'
  | 'model_damaged'
  | 'embedder_failed'
  | 'port_in_use'
  | 'not_ready'
  | 'engine_stopped'
  | 'overloaded'
  | 'cancelled';

/** Facts about a failure that a program may read: ids, limits, counts. Never a secret. */
export type CitewellErrorDetails = Readonly<Record<string, string | number | boolean>>;

/**
 * The one error type. `message` is written for the person who meets it: what was wrong, and what to do.
 * `details` carries the facts; `cause` the error underneath, which is logged but never sent to a client.
 */
export class CitewellError extends Error {
  override readonly name = 'CitewellError';

  constructor(
    readonly code: CitewellErrorCode,
    message: string,
    readonly details: CitewellErrorDetails = {},
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}
