import { setMetric, timing } from 'hono/timing';
import type { ServerContext } from '../environment.js';

/** Gives every response a `Server-Timing` header with the total. */
export const serverTiming = timing();

/** Anything that is not allowed in a metric's name (RFC 9110, token). */
const NOT_TOKEN = /[^!#$%&'*+\-.^_`|~\dA-Za-z]/g;

/** Adds an answer's stages, in milliseconds. */
export function addStageTimings(context: ServerContext, timings: Readonly<Record<string, number>>): void {
  for (const [stage, milliseconds] of Object.entries(timings)) {
    if (Number.isFinite(milliseconds)) {
      setMetric(context, stage.replace(NOT_TOKEN, '-'), milliseconds);
    }
  }
}
