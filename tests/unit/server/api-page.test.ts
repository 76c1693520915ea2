import { describe, expect, it } from 'vitest';
import { apiPage } from '../../../server/api-page/api-page.js';

describe('the page of an API', () => {
  it('shows what a description says as text, never as markup', async () => {
    const hostile = '<img src=x onerror=alert(1)>"\'';
    const page = String(
      await apiPage({
        info: { title: hostile, version: '1', description: hostile },
        paths: {
          '/x/{id}': {
            get: {
              summary: hostile,
              parameters: [{ name: hostile, in: 'query', description: hostile, schema: { enum: [hostile] } }],
              responses: { 200: { description: hostile, content: { 'text/plain': { schema: {} } } } },
            },
          },
        },
        components: { schemas: { Thing: { properties: { [hostile]: { description: hostile } } } } },
      }),
    );
    expect(page).not.toContain('<img');
    expect(page).toContain('&lt;img');
  });

  it('tells of limits, alternatives and nested objects', async () => {
    const page = String(
      await apiPage({
        info: { title: 'T', version: '1' },
        paths: {},
        components: {
          schemas: {
            Thing: {
              required: ['size'],
              properties: {
                size: { type: 'integer', minimum: 1, maximum: 9, default: 5 },
                parts: { type: 'array', items: { properties: { name: { type: 'string' } } } },
                kind: { anyOf: [{ $ref: '#/components/schemas/Thing' }, { const: 'none' }] },
              },
            },
          },
        },
      }),
    );
    const text = page.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    expect(text).toContain('size integer at least 1, at most 9, default 5');
    expect(text).toContain('parts optional array of objects');
    expect(text).toContain('parts[].name optional string');
    expect(page).toContain('<a href="#schema-Thing">Thing</a> or <code>&quot;none&quot;</code>');
  });
});
