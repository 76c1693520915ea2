import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { IndexStatus, QuestionAnswerer } from '../src/citewell-api.js';
import type { IndexJob } from '../src/uploads/index-job.js';

type Answer = Awaited<ReturnType<QuestionAnswerer['ask']>>;

/** One request, answered. */
export interface CountedRequest {
  readonly method: string;
  /** A pattern of the server's, never what the client wrote. */
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
}

/** What is under way or waits for it. */
export interface CurrentLoad {
  /** Questions and searches. */
  readonly questions: number;
  readonly indexJobs: number;
}

/** Upper bounds in seconds: a question takes some 10 to 200 ms, its stages a millisecond to most of that. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Upper bounds in seconds: a small file takes one or two, a hundred MiB of documents an hour on two cores. */
const JOB_SECONDS = [0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3_600];
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
  readonly #indexJobs = new Counter({
    name: 'citewell_index_jobs_total',
    help: 'Changes of documents over HTTP that were indexed, or not.',
    labelNames: ['state'],
    registers: [this.#registry],
  });
  readonly #indexJobSeconds = new Histogram({
    name: 'citewell_index_job_duration_seconds',
    help: 'Time from the answer to an upload to the end of its indexing.',
    buckets: JOB_SECONDS,
    registers: [this.#registry],
  });
  readonly #indexJobsUnfinished = this.#gauge(
    'citewell_index_jobs_unfinished',
    'Changes of documents over HTTP that are being indexed or wait for it.',
  );
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

  countIndexJob({ state, createdAt, finishedAt = createdAt }: IndexJob): void {
    this.#indexJobs.inc({ state });
    this.#indexJobSeconds.observe((Date.parse(finishedAt) - Date.parse(createdAt)) / 1_000);
  }

  /**
   * All of it in Prometheus' text format.
   *
   * @param load what is under way
   * @param status undefined where it can't be had
   */
  async text(
    load: CurrentLoad,
    status: IndexStatus | undefined,
  ): Promise<{ text: string; contentType: string }> {
    this.#inProgress.set(load.questions);
    this.#indexJobsUnfinished.set(load.indexJobs);
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
