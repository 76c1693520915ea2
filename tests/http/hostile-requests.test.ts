import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTestApp, postJson, readProblem } from './support/requests.js';

const app = createTestApp();
const RUNS = { numRuns: 400 };

/** Either it was served, or a problem document says why not; never a failure of the server. */
async function expectNoServerFailure(response: Response): Promise<void> {
  if (response.status >= 400) {
    await readProblem(response);
  }
  expect(response.status).toBeLessThan(500);
}

describe('hostile requests never make the server fail', () => {
  it.each(['/api/ask', '/api/search'])('any JSON to %s', async (path) => {
    const nearlyValid = fc.record(
      {
        question: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
        query: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
        history: fc.oneof(
          fc.array(fc.record({ role: fc.constantFrom('user', 'assistant', 'system'), text: fc.string() })),
          fc.jsonValue(),
        ),
        maxCitations: fc.oneof(fc.integer(), fc.jsonValue()),
        limit: fc.oneof(fc.integer(), fc.jsonValue()),
        ['__proto__']: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(nearlyValid, fc.jsonValue()), async (body) => {
        await expectNoServerFailure(await app.request(path, postJson(body)));
      }),
      RUNS,
    );
  });

  it('any bytes as a body', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), async (bytes) => {
        const headers = { 'Content-Type': 'application/json' };
        const body = new Uint8Array(bytes);
        await expectNoServerFailure(await app.request('/api/ask', { method: 'POST', headers, body }));
      }),
      RUNS,
    );
  });

  it('any document id, written in any way', async () => {
    const rawId = fc.stringMatching(/^[\w.%/~-]{1,40}$/);
    const encodedId = fc.string({ minLength: 1 }).map(encodeURIComponent);
    await fc.assert(
      fc.asyncProperty(fc.oneof(rawId, encodedId), fc.constantFrom('', '/text'), async (id, suffix) => {
        await expectNoServerFailure(await app.request(`/api/documents/${id}${suffix}`));
      }),
      RUNS,
    );
  });

  it('any query of the list', async () => {
    await fc.assert(
      fc.asyncProperty(fc.webQueryParameters(), fc.string(), async (query, limit) => {
        const parameters = new URLSearchParams({ limit, after: query });
        await expectNoServerFailure(await app.request(`/api/documents?${query}&${parameters}`));
      }),
      RUNS,
    );
  });
});
