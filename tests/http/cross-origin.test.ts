import { describe, expect, it } from 'vitest';
import { Citewell } from '../../src/citewell.js';
import { createTestApp, postJson } from './support/requests.js';

const DOCS = 'https://docs.example.org';

function askFrom(origin: string, allowOrigins: readonly string[]) {
  return createTestApp({ allowOrigins }).request(
    '/api/ask',
    postJson({ question: 'Tea?' }, { Origin: origin }),
  );
}

describe('a page of another site', () => {
  it('may ask where its origin is allowed', async () => {
    const response = await askFrom(DOCS, [DOCS]);
    expect(response.status).toBe(200);
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe(DOCS);
    expect(response.headers.get('Access-Control-Expose-Headers')).toContain('Retry-After');
  });

  it('may not where another is, or none', async () => {
    for (const allowed of [[DOCS], []]) {
      const response = await askFrom('https://evil.example.org', allowed);
      expect(response.headers.has('Access-Control-Allow-Origin')).toBe(false);
    }
  });

  it('may with every origin allowed', async () => {
    const response = await askFrom(DOCS, ['*']);
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
  });

  it('reads why its request was refused', async () => {
    const app = createTestApp({ allowOrigins: [DOCS], limits: { bodyBytes: 64 } });
    for (const [question, status] of [
      ['', 400],
      ['x'.repeat(100), 413],
    ] as const) {
      const response = await app.request('/api/ask', postJson({ question }, { Origin: DOCS }));
      expect(response.status).toBe(status);
      expect(response.headers.get('Access-Control-Allow-Origin')).toBe(DOCS);
    }
  });

  it('is told so before it sends JSON', async () => {
    const response = await createTestApp({ allowOrigins: [DOCS] }).request('/api/ask', {
      method: 'OPTIONS',
      headers: {
        Origin: DOCS,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'content-type',
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe(DOCS);
    expect(response.headers.get('Access-Control-Allow-Headers')).toContain('Content-Type');
  });
});

describe('the setting', () => {
  it.each(['docs.example.org', 'https://docs.example.org/path', 'https://a.example,nonsense'])(
    'refuses %s, which is no list of origins',
    async (allowOrigins) => {
      await expect(Citewell.open({ allowOrigins })).rejects.toMatchObject({ code: 'invalid_settings' });
    },
  );
});
