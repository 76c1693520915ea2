import { describe, expect, it } from 'vitest';
import { stemQuery } from '../../../src/store/sqlite/stem-query.js';

describe("a stem's query", () => {
  it('has no operators', () => {
    expect(stemQuery('near')).toBe('"near"');
    expect(stemQuery('a"b')).toBe('"a""b"');
  });

  it('is none where FTS5 would read half of it', () => {
    expect(stemQuery('a\0b')).toBeUndefined();
  });
});
