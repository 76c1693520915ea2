import { describe, expect, it } from 'vitest';
import { MOST_TURNS } from '../../src/ask-limits.js';
import { createTestApp } from './support/requests.js';

describe('/openapi.json', () => {
  it('describes every route of the API with its limits', async () => {
    const response = await createTestApp().request('/openapi.json');
    expect(response.status).toBe(200);
    const description = await response.json();
    expect(description).toMatchObject({
      openapi: '3.1.0',
      info: { title: 'Citewell', version: '0.0.0-test' },
    });
    expect(Object.keys(description.paths).sort()).toEqual([
      '/api/answers/{id}',
      '/api/ask',
      '/api/chat',
      '/api/documents',
      '/api/documents/{id}',
      '/api/documents/{id}/text',
      '/api/search',
      '/api/starters',
      '/livez',
      '/readyz',
      '/v1/chat/completions',
      '/v1/models',
      '/v1/models/{id}',
    ]);
    const { AskRequest, Problem } = description.components.schemas;
    expect(AskRequest).toMatchObject({
      additionalProperties: false,
      required: ['question'],
      properties: {
        question: { type: 'string', minLength: 1, maxLength: 2000 },
        history: { type: 'array', maxItems: MOST_TURNS },
        maxCitations: { type: 'integer', minimum: 1, maximum: 10 },
      },
    });
    expect(Problem.properties.code.enum).toContain('question_too_long');
  });
});
