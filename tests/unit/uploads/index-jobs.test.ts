import { describe, expect, it } from 'vitest';
import { CitewellError } from '../../../src/errors.js';
import type { IndexJob } from '../../../src/uploads/index-job.js';
import { IndexJobs, type IndexRun } from '../../../src/uploads/index-jobs.js';
import { INDEX_REPORT } from '../indexing/support/index-report.js';

const failures: unknown[] = [];
const jobsOf = (run: IndexRun) => new IndexJobs(run, (error) => failures.push(error));

async function statesOf(jobs: IndexJobs, { id }: IndexJob): Promise<IndexJob[]> {
  const states: IndexJob[] = [];
  for await (const job of jobs.follow(id, new AbortController().signal)) states.push(job);
  return states;
}

describe('index jobs', () => {
  it('run one at a time; those that wait share the next, and each hears of its own files', async () => {
    let running = 0;
    let runs = 0;
    const finish: (() => void)[] = [];
    const jobs = jobsOf(async ({ onProgress }) => {
      expect(++running).toBe(1);
      runs++;
      onProgress({ done: 1, total: 2, documents: 0, passages: 0, failed: 0 });
      await new Promise<void>((resolve) => finish.push(resolve));
      running--;
      return {
        ...INDEX_REPORT,
        failures: [{ id: 'bad.txt', code: 'not_text', message: 'bad.txt is not text.' }],
      };
    });
    const first = statesOf(jobs, jobs.start(['first.txt']));
    await expect.poll(() => finish).toHaveLength(1);
    const good = statesOf(jobs, jobs.start(['good.txt']));
    const bad = statesOf(jobs, jobs.start(['bad.txt']));
    finish[0]?.();
    await expect.poll(() => finish).toHaveLength(2);
    finish[1]?.();
    expect((await first).map(({ state }) => state)).toEqual(['queued', 'running', 'done']);
    expect((await first)[1]?.progress).toEqual({ done: 1, total: 2 });
    expect((await good).at(-1)).toMatchObject({ state: 'done', failures: [], generation: 5 });
    expect((await bad).at(-1)).toMatchObject({ state: 'failed', failures: [{ id: 'bad.txt' }] });
    expect(runs).toBe(2);
    const late = jobs.start(['late.txt']);
    await expect.poll(() => finish).toHaveLength(3);
    finish[2]?.();
    expect((await statesOf(jobs, late)).at(-1)?.state).toBe('done');
  });

  it('wait for another process that is indexing', async () => {
    let attempts = 0;
    const jobs = jobsOf(async () => {
      if (++attempts === 1) throw new CitewellError('index_locked', 'Locked.');
      return INDEX_REPORT;
    });
    expect((await statesOf(jobs, jobs.start(['a.txt']))).at(-1)?.state).toBe('done');
    expect(attempts).toBe(2);
  });

  it('that fail as a whole say with which code, and the operator hears why', async () => {
    const failure = new CitewellError('storage_failed', '/srv/data is full.');
    const jobs = jobsOf(() => Promise.reject(failure));
    const last = (await statesOf(jobs, jobs.start(['a.txt']))).at(-1);
    expect(last).toMatchObject({ state: 'failed', error: 'storage_failed' });
    expect(JSON.stringify(last)).not.toContain('/srv');
    expect(failures).toEqual([failure]);
  });

  it('end with the server: the running one is stopped, those that wait do not begin', async () => {
    let runs = 0;
    const jobs = jobsOf(
      ({ signal }) =>
        new Promise((_resolve, reject) => {
          runs++;
          signal.addEventListener('abort', () => reject(new CitewellError('cancelled', 'Stopped.')));
        }),
    );
    const job = jobs.start(['a.txt']);
    await expect.poll(() => runs).toBe(1);
    jobs.start(['b.txt']);
    await jobs.close();
    expect(jobs.find(job.id)).toMatchObject({ state: 'failed', error: 'cancelled' });
    expect(runs).toBe(1);
  });

  it('are not followed for one who has left, nor where there is none', async () => {
    const jobs = jobsOf(() => new Promise(() => undefined));
    const left = new AbortController();
    const seen: IndexJob[] = [];
    for await (const job of jobs.follow(jobs.start(['a.txt']).id, left.signal)) {
      seen.push(job);
      left.abort();
    }
    expect(seen).toHaveLength(1);
    for await (const job of jobs.follow('none', new AbortController().signal)) seen.push(job);
    expect(seen).toHaveLength(1);
  });
});
