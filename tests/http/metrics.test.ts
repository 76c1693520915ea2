import { afterEach, describe, expect, it } from 'vitest';
import { ServerMetrics } from '../../server/server-metrics.js';
import type { RunningServer, ServerSettings } from '../../server/start-server.js';
import { CitewellError } from '../../src/errors.js';
import { IndexJobs } from '../../src/uploads/index-jobs.js';
import type { Uploads } from '../../src/uploads/uploads.js';
import { INDEX_REPORT } from '../unit/indexing/support/index-report.js';
import { InMemoryAnswerer } from './support/in-memory-answerer.js';
import { postJson, readProblem } from './support/requests.js';
import { startTestServer } from './support/sockets.js';

const TOKEN = 'admin-token-of-the-tests-0123456789';
const unused = () => Promise.reject(new TypeError('not used here'));
const NO_UPLOADS: Uploads = { receive: unused, keep: unused, discard: unused, remove: unused };
const running: RunningServer[] = [];

async function start(settings: Partial<ServerSettings> = {}): Promise<string> {
  const server = await startTestServer({ metrics: new ServerMetrics(), ...settings });
  running.push(server);
  return server.url;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

/** The samples by name and labels, once every line is one of the text format's. */
async function samples(url: string, headers: Record<string, string> = {}): Promise<Map<string, number>> {
  const response = await fetch(`${url}/metrics`, { headers });
  expect(response.headers.get('Content-Type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const found = new Map<string, number>();
  for (const line of (await response.text()).split('\n')) {
    if (line === '' || line.startsWith('# ')) continue;
    const match = /^([a-z_:][\w:]*(?:\{(?:\w+="(?:[^"\\\n]|\\.)*",?)*\})?) (\S+)$/.exec(line);
    expect(match, line).not.toBeNull();
    found.set(match?.[1] ?? '', Number(match?.[2]));
  }
  return found;
}

describe('/metrics', () => {
  it('counts requests by route, answers by outcome, the time of each stage, and tells of the index', async () => {
    const answerer = new InMemoryAnswerer();
    const url = await start({ answerer });
    await fetch(`${url}/api/ask`, postJson({ question: 'Where is the secret tea?' }));
    const ask = answerer.ask.bind(answerer);
    answerer.ask = async (question, options) => {
      const answer = await ask(question, options);
      return { ...answer, outcome: 'not_found', reason: 'nothing_relevant', citations: [] };
    };
    await fetch(`${url}/api/ask`, postJson({ question: 'Where is the secret coffee?' }));
    await fetch(`${url}/api/ask`, postJson({}));
    for (const path of [
      '/api/documents/notes.txt',
      '/api/documents/guides%2Ftext',
      '/made-up-1',
      '/made-up-2',
    ]) {
      await fetch(`${url}${path}`);
    }
    await fetch(`${url}/livez`, { method: 'PUT' });
    const found = await samples(url);
    const requests = (method: string, route: string, status: number) =>
      found.get(`citewell_http_requests_total{method="${method}",route="${route}",status="${status}"}`);
    expect(requests('POST', '/api/ask', 200)).toBe(2);
    expect(requests('POST', '/api/ask', 400)).toBe(1);
    expect(requests('GET', '/api/documents/:id', 200)).toBe(2);
    expect(requests('GET', 'none', 404)).toBe(2);
    expect(found.get('citewell_answers_total{outcome="answered",reason="none"}')).toBe(1);
    expect(found.get('citewell_answers_total{outcome="not_found",reason="nothing_relevant"}')).toBe(1);
    expect(found.get('citewell_answer_stage_duration_seconds_count{stage="embedding"}')).toBe(2);
    expect(found.get('citewell_answer_stage_duration_seconds_sum{stage="embedding"}')).toBeCloseTo(0.003);
    expect(found.get('citewell_http_request_duration_seconds_count{route="/api/ask"}')).toBe(3);
    expect(found.get('citewell_ready')).toBe(1);
    expect(found.get('citewell_index_generation')).toBe(7);
    expect(found.get('citewell_index_documents')).toBe(3);
    expect(found.get('citewell_index_passages')).toBe(3);
    expect(found.has('nodejs_eventloop_lag_p99_seconds')).toBe(true);
    expect([...found.keys()].join()).not.toMatch(/secret|made-up/);
  });

  it('counts index jobs that have ended, and tells of those that have not', async () => {
    const failed = new CitewellError('storage_failed', 'No.');
    const outcomes: ((failure?: CitewellError) => void)[] = [];
    const jobs = new IndexJobs(
      () =>
        new Promise((resolve, reject) => {
          outcomes.push((failure) => (failure ? reject(failure) : resolve({ ...INDEX_REPORT })));
        }),
      () => undefined,
    );
    const url = await start({ adminToken: TOKEN, documents: { uploads: NO_UPLOADS, jobs } });
    const told = () => samples(url, { Authorization: `Bearer ${TOKEN}` });
    expect((await told()).get('citewell_index_jobs_unfinished')).toBe(0);
    jobs.start(['a.txt']);
    await expect.poll(() => outcomes).toHaveLength(1);
    jobs.start(['secret.txt']);
    expect((await told()).get('citewell_index_jobs_unfinished')).toBe(2);
    outcomes[0]?.();
    await expect.poll(() => outcomes).toHaveLength(2);
    outcomes[1]?.(failed);
    await expect.poll(async () => (await told()).get('citewell_index_jobs_unfinished')).toBe(0);
    const found = await told();
    expect(found.get('citewell_index_jobs_total{state="done"}')).toBe(1);
    expect(found.get('citewell_index_jobs_total{state="failed"}')).toBe(1);
    expect(found.get('citewell_index_job_duration_seconds_count')).toBe(2);
    expect([...found.keys()].join()).not.toContain('secret');
  });

  it('answers where the engine does not', async () => {
    const answerer = new InMemoryAnswerer();
    answerer.status = () => Promise.reject(new CitewellError('engine_stopped', 'No.'));
    expect((await samples(await start({ answerer }))).get('citewell_ready')).toBe(0);
  });

  it('are for the holder of the admin token', async () => {
    const url = await start({ adminToken: TOKEN });
    expect(await readProblem(await fetch(`${url}/metrics`))).toMatchObject({ code: 'token_required' });
    expect((await samples(url, { Authorization: `Bearer ${TOKEN}` })).get('citewell_ready')).toBe(1);
  });

  it.each(['X-Forwarded-For', 'Forwarded', 'Via'])(
    'without an admin token are not shown through a proxy that sends %s',
    async (name) => {
      const url = await start();
      const response = await fetch(`${url}/metrics`, { headers: { [name]: '127.0.0.1' } });
      expect(await readProblem(response)).toMatchObject({ status: 404, code: 'route_not_found' });
    },
  );
});
