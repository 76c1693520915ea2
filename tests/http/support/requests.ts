import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type AppSettings, createApp } from '../../../server/app.js';
import type { ServerApp } from '../../../server/environment.js';
import type { Problem } from '../../../server/problem.js';
import { InMemoryAnswerer } from './in-memory-answerer.js';

/** An app over the in-memory answerer, without a built page unless `settings` names one. */
export function createTestApp(settings: Partial<AppSettings> = {}): ServerApp {
  return createApp({
    answerer: new InMemoryAnswerer(),
    version: '0.0.0-test',
    webFolder: join(tmpdir(), 'citewell-no-web-build'),
    ...settings,
  });
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'citewell-http-'));
}

export function postJson(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}

/** The response's problem document, once it is known to be a whole one. */
export async function readProblem(response: Response): Promise<Problem> {
  expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  const problem: Problem = await response.json();
  expect(problem.status).toBe(response.status);
  expect(problem.requestId).toBe(response.headers.get('X-Request-Id'));
  expect(problem.type).toBe(`/problems/${problem.code.replaceAll('_', '-')}`);
  expect(problem.title).not.toBe('');
  expect(problem.detail).not.toBe('');
  return problem;
}
