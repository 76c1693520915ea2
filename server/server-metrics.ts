import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { IndexStatus, QuestionAnswerer } from '../src/citewell-api.js';

type Answer = Awaited<ReturnType<QuestionAnswerer['ask']>>;

/** One request, answered. */
export interface CountedRequest {
  readonly method: string;
  /** A pattern of the server's, never what the client wrote. */
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
}

/** Upper bounds in seconds: a question takes some 10 to 200 ms, its stages a millisecond to most of that. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']);

/** Counts of what the server did, as Prometheus reads them. Holds no text of anybody's. */
export class ServerMetrics {
  readonly #registry = new Registry();
  readonly #requests = new Counter({
    name: 'citewell_http_requests_total',
    help: 'Requests answered, by route.',
    labelNames: ['method', 'route', 'status'],
    registers: [this.#registry],
  });
  readonly #requestSeconds = new Histogram({
    name: 'citewell_http_request_duration_seconds',
    help: 'Time from the headers of a request to its answer.',
    labelNames: ['route'],
    buckets: SECONDS,
    registers: [this.#registry],
  });
  readonly #answers = new Counter({
    name: 'citewell_answers_total',
    help: 'Questions that got an answer, or a refusal with its reason.',
    labelNames: ['outcome', 'reason'],
    registers: [this.#registry],
  });
  readonly #stageSeconds = new Histogram({
    name: 'citewell_answer_stage_duration_seconds',
    help: 'Time of each stage of answering, embedding the question among them.',
    labelNames: ['stage'],
    buckets: SECONDS,
    registers: [this.#registry],
  });
  readonly #ready = this.#gauge('citewell_ready', '1 where questions can be answered.');
  readonly #inProgress = this.#gauge(
    'citewell_questions_in_progress',
    'Questions and searches being answered or waiting.',
  );
  readonly #generation = this.#gauge('citewell_index_generation', 'Goes up with every change of the index.');
  readonly #documents = this.#gauge('citewell_index_documents', 'Documents in the index.');
  readonly #passages = this.#gauge('citewell_index_passages', 'Passages in the index.');

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
  }

  countRequest({ method, route, status, milliseconds }: CountedRequest): void {
    this.#requests.inc({ method: METHODS.has(method) ? method : 'other', route, status });
    this.#requestSeconds.observe({ route }, milliseconds / 1_000);
  }

  countAnswer({ outcome, reason, timings }: Answer): void {
    this.#answers.inc({ outcome, reason: reason ?? 'none' });
    for (const [stage, milliseconds] of Object.entries(timings)) {
      this.#stageSeconds.observe({ stage }, milliseconds / 1_000);
    }
  }

  /**
   * All of it in Prometheus' text format.
   *
   * @param inProgress questions and searches being answered or waiting
   * @param status undefined where it can't be had
   */
  async text(
    inProgress: number,
    status: IndexStatus | undefined,
  ): Promise<{ text: string; contentType: string }> {
    this.#inProgress.set(inProgress);
    this.#ready.set(status?.ready ? 1 : 0);
    if (status) {
      this.#generation.set(status.generation);
      this.#documents.set(status.documents);
      this.#passages.set(status.passages);
    }
    return { text: await this.#registry.metrics(), contentType: this.#registry.contentType };
  }

  #gauge(name: string, help: string): Gauge {
    return new Gauge({ name, help, registers: [this.#registry] });
  }
}
