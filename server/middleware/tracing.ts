import { httpInstrumentationMiddleware } from '@hono/otel';
import type { MiddlewareHandler } from 'hono';

/**
 * A span a request for OpenTelemetry, which goes nowhere unless the process has an SDK: it speaks to the API package
 * alone. Spans hold address, route and status, no headers and no bodies.
 */
export function tracing(version: string): MiddlewareHandler {
  return httpInstrumentationMiddleware({ serviceName: 'citewell', serviceVersion: version });
}
