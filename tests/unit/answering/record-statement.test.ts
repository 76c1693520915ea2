import { describe, expect, it } from 'vitest';
import { recordStatement } from '../../../src/answering/record-statement.js';

describe('a record as prose', () => {
  it('says what each field is', () => {
    expect(recordStatement('Plan: Pro; Price: €20; Seats: 5')).toBe('Plan is Pro. Price is €20. Seats is 5.');
  });

  it('leaves values whole that hold semicolons or colons', () => {
    expect(recordStatement('Hours: 9:00 to 17:00; closed at noon; Note: see: annex')).toBe(
      'Hours is 9:00 to 17:00; closed at noon. Note is see: annex.',
    );
  });

  it('ends each with one full stop', () => {
    expect(recordStatement('Name: Widget Inc.; Price: €20')).toBe('Name is Widget Inc. Price is €20.');
  });

  it('leaves a value without a name alone', () => {
    expect(recordStatement('Pro; Price: €20')).toBe('Pro. Price is €20.');
  });
});
