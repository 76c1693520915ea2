import type { Problem } from '../problem.js';

/** What answers OpenAI's clients. */
export const OPENAI_PATH = '/v1/';

/** Kinds of failure as OpenAI's clients tell them apart, by status. */
const TYPES: Readonly<Record<number, string>> = {
  401: 'authentication_error',
  404: 'not_found_error',
  429: 'rate_limit_error',
};
const FIRST_SERVER_STATUS = 500;

/** A problem in the shape that OpenAI's clients read. */
export function openAiError({ status, detail, code, errors, requestId }: Problem) {
  const type = status >= FIRST_SERVER_STATUS ? 'server_error' : (TYPES[status] ?? 'invalid_request_error');
  return { error: { message: detail, type, param: errors?.[0]?.path || null, code, request_id: requestId } };
}
