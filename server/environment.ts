import type { IncomingMessage } from 'node:http';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';

/** What the middleware leaves for the routes, the error handler and the log. */
export interface ServerEnvironment {
  /** Node's request underneath; absent where the app runs without a socket. */
  Bindings: { incoming?: IncomingMessage };
  Variables: {
    /** Given by the client if it is safe, made otherwise; the value of `X-Request-Id`. */
    requestId: string;
    /** What was asked or searched for, for the log where it is wanted. */
    question?: string;
    /** The error that the response hides from the client, for the log. */
    failure?: unknown;
    /** Logs a failure that came when the response was under way; absent where nothing is logged. */
    logLateFailure?: (error: unknown) => void;
  };
}

export type ServerApp = OpenAPIHono<ServerEnvironment>;
export type ServerContext = Context<ServerEnvironment>;
