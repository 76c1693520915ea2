import { describe, expect, it } from 'vitest';
import { readFailure, readRetryAfter } from '../../../web/widget/failure.js';

const NOW = Date.parse('2025-03-17T12:00:00Z');

describe('how long to wait', () => {
  it.each([
    ['5', 5],
    ['0', 1],
    ['86400', 300],
    ['Mon, 17 Mar 2025 12:00:30 GMT', 30],
    ['Mon, 17 Mar 2025 11:00:00 GMT', 1],
    ['soon', undefined],
    ['', undefined],
    [null, undefined],
  ])('Retry-After: %s is %s seconds', (header, seconds) => {
    expect(readRetryAfter(header, NOW)).toBe(seconds);
  });
});

describe('what a failed response says', () => {
  const read = (status: number, body: string, headers: Record<string, string> = {}) =>
    readFailure({ status, body, headers: new Headers(headers) }, NOW);

  it('takes the words and the wait from a problem document', () => {
    const body = JSON.stringify({
      title: 'Not ready',
      detail: 'Indexing.',
      code: 'not_ready',
      requestId: 'r1',
    });
    expect(read(503, body, { 'Retry-After': '5' })).toEqual({
      kind: 'not_ready',
      status: 503,
      detail: 'Indexing.',
      code: 'not_ready',
      requestId: 'r1',
      retryAfter: 5,
    });
  });

  it('does not promise an answer soon when the server is broken', () => {
    expect(read(503, JSON.stringify({ code: 'index_damaged' })).kind).toBe('server_error');
    expect(read(503, JSON.stringify({ code: 'overloaded' })).kind).toBe('rate_limited');
  });

  it.each([
    [429, 'rate_limited'],
    [400, 'rejected'],
    [502, 'server_error'],
    [503, 'not_ready'],
  ])('makes sense of a proxy’s own page with status %s', (status, kind) => {
    expect(read(status, '<html>Bad gateway</html>')).toEqual({ kind, status });
  });
});
