import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { InMemoryAnswerer } from './support/in-memory-answerer.js';
import { createTestApp, readProblem } from './support/requests.js';

const IDS = ['guides/brewing tea?.md', 'guides/text', 'notes.txt'];

describe('GET /api/documents', () => {
  it('lists documents page by page, each once, in order of id', async () => {
    const app = createTestApp();
    const seen: string[] = [];
    let after = '';
    do {
      const response = await app.request(`/api/documents?limit=2${after}`);
      const page: { documents: { id: string }[]; next?: string } = await response.json();
      seen.push(...page.documents.map((document) => document.id));
      after = page.next === undefined ? '' : `&after=${encodeURIComponent(page.next)}`;
    } while (after !== '');
    expect(seen).toEqual(IDS);
  });

  it('has no next page after the last document', async () => {
    const page = await (await createTestApp().request('/api/documents?limit=3')).json();
    expect(page.documents).toHaveLength(3);
    expect(page).not.toHaveProperty('next');
  });

  it.each(['limit=0', 'limit=101', 'limit=many', 'limit=1.5', 'limit=1&limit=2', 'after='])(
    'refuses ?%s',
    async (query) => {
      const problem = await readProblem(await createTestApp().request(`/api/documents?${query}`));
      expect(problem).toMatchObject({ status: 400, code: 'invalid_request' });
    },
  );
});

describe('GET /api/documents/{id}', () => {
  it.each(IDS)('describes %s without its text', async (id) => {
    const response = await createTestApp().request(`/api/documents/${encodeURIComponent(id)}`);
    const { text, ...document } = await new InMemoryAnswerer().getDocument(id);
    const description = await response.json();
    expect(description).toMatchObject({ id, sha256: document.sha256, length: text.length });
    expect(description).toMatchObject({ headings: document.headings, pages: document.pages });
    expect(description).not.toHaveProperty('text');
  });

  it('understands plain slashes in an id', async () => {
    const response = await createTestApp().request('/api/documents/guides/brewing%20tea%3F.md');
    expect(await response.json()).toMatchObject({ id: 'guides/brewing tea?.md' });
  });

  it.each([
    '..%2f..%2fetc%2fpasswd',
    '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '..%5c..%5cetc',
    'nothing%00.txt',
    '/etc/passwd',
  ])('finds nothing for %s', async (id) => {
    for (const suffix of ['', '/text']) {
      const problem = await readProblem(await createTestApp().request(`/api/documents/${id}${suffix}`));
      expect(problem).toMatchObject({ status: 404, code: 'not_found' });
    }
  });

  it.each(['%', '%zz', '%E0%A4'])('says that %s is not valid percent-encoding', async (id) => {
    const problem = await readProblem(await createTestApp().request(`/api/documents/${id}`));
    expect(problem).toMatchObject({ status: 400, code: 'invalid_request' });
    expect(problem.detail).toContain('percent-encoding');
  });
});

describe('GET /api/documents/{id}/text', () => {
  it.each(IDS)('sends the exact text of %s, whose SHA-256 is the entity tag', async (id) => {
    const response = await createTestApp().request(`/api/documents/${encodeURIComponent(id)}/text`);
    const text = await response.text();
    expect(text).toBe((await new InMemoryAnswerer().getDocument(id)).text);
    expect(response.headers.get('Content-Type')).toBe('text/plain; charset=utf-8');
    expect(response.headers.get('ETag')).toBe(`"${createHash('sha256').update(text).digest('hex')}"`);
  });

  it('tells a document that is named text from the text of a document', async () => {
    const app = createTestApp();
    expect((await readProblem(await app.request('/api/documents/guides/text'))).detail).toContain('guides');
    expect(await (await app.request('/api/documents/guides/text/text')).text()).toContain('named text');
  });

  it('sends nothing again to a client that has it', async () => {
    const app = createTestApp();
    const tag = (await app.request('/api/documents/notes.txt/text')).headers.get('ETag') ?? '';
    for (const known of [tag, `"other", W/${tag}`, '*']) {
      const response = await app.request('/api/documents/notes.txt/text', {
        headers: { 'If-None-Match': known },
      });
      expect(response.status).toBe(304);
      expect(response.headers.get('ETag')).toBe(tag);
      expect(await response.text()).toBe('');
    }
    const other = await app.request('/api/documents/notes.txt/text', {
      headers: { 'If-None-Match': '"other"' },
    });
    expect(other.status).toBe(200);
  });
});
