import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ServerContext } from './environment.js';
import { OPENAI_PATH, openAiError } from './openai/openai-error.js';
import { PROBLEMS, type ProblemCode } from './problem-table.js';

/** One thing that is wrong in a request. */
export interface FieldProblem {
  /** Where: `history[0].text`; empty for the body as a whole. */
  readonly path: string;
  readonly message: string;
}

/** An RFC 9457 problem document. */
export interface Problem {
  /** Relative to the server: `/problems/question-too-long`. Stable. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
  readonly requestId: string;
  readonly errors?: readonly FieldProblem[];
}

/**
 * @param message Sent as `detail`, unless the code's row of the table has a detail of its own.
 */
export function problemOf(
  context: ServerContext,
  code: ProblemCode,
  message: string,
  errors?: readonly FieldProblem[],
): Problem {
  const kind = PROBLEMS[code];
  return {
    type: `/problems/${code.replaceAll('_', '-')}`,
    title: kind.title,
    status: kind.status,
    detail: kind.detail ?? message,
    code,
    requestId: context.get('requestId'),
    ...(errors && { errors }),
  };
}

/** Answers with the document of {@link problemOf}, or with what OpenAI's clients read in its place. */
export function problemResponse(
  context: ServerContext,
  code: ProblemCode,
  message: string,
  extra: {
    readonly errors?: readonly FieldProblem[];
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
): Response {
  const kind = PROBLEMS[code];
  const problem = problemOf(context, code, message, extra.errors);
  const forOpenAi = context.req.path.startsWith(OPENAI_PATH);
  context.header('Content-Type', forOpenAi ? 'application/json' : 'application/problem+json');
  context.header('Cache-Control', 'no-store');
  if (kind.retryAfterSeconds !== undefined) {
    context.header('Retry-After', String(kind.retryAfterSeconds));
  }
  for (const [name, value] of Object.entries(extra.headers ?? {})) {
    context.header(name, value);
  }
  return context.body(
    JSON.stringify(forOpenAi ? openAiError(problem) : problem),
    kind.status as ContentfulStatusCode,
  );
}
