import { describe, expect, it } from 'vitest';
import { headingStatement } from '../../../src/answering/heading-statement.js';

describe('what a heading says of its own', () => {
  it.each([
    ['4.2.1 – 2024-05-21', '4.2.1: released on 2024-05-21'],
    ['[4.2.1] - 2024-05-21', '4.2.1: released on 2024-05-21'],
    ['4.1.0 (2023-08-08)', '4.1.0: released on 2023-08-08'],
    ['2024-05-21 – 4.2.1', '4.2.1: released on 2024-05-21'],
    ['Opening: 9 May 2024', 'Opening: 9 May 2024'],
    ['Steering committee – Monday 4 March 2024, 14:00', 'Steering committee: Monday 4 March 2024, 14:00'],
    ['Tarn 4.2.1: mended (2024-05-21)', 'Tarn 4.2.1: mended: released on 2024-05-21'],
    ['Day ticket – €20', 'Day ticket: €20'],
    ['Warranty – 24 months', 'Warranty: 24 months'],
    ['Garantie – 2 Jahre', 'Garantie: 2 Jahre'],
    ['Cellar (10–15 °C)', 'Cellar: 10–15 °C'],
    ['Foundation – 1987', 'Foundation: 1987'],
    ['Opening hours: 9:00–17:00', 'Opening hours: 9:00–17:00'],
    ['Tarn – v4.2', 'Tarn: v4.2'],
  ])('is a date or a number: %s', (heading, text) => {
    expect(headingStatement(heading, 'date')?.text).toBe(text);
  });

  it('is a date to who asks for one, or for the version of it', () => {
    expect(headingStatement('4.2.1 – 2024-05-21', 'version')).toBeDefined();
    expect(headingStatement('4.2.1 – 2024-05-21', 'other')).toBeUndefined();
    expect(headingStatement('2024-05-21 – 4.2.1', 'other')).toBeUndefined();
  });

  it.each([
    'Windows – 11',
    'iPhone – 15 Pro',
    'COVID-19 – 2020',
    'COVID – 2020',
    'Tarn – v4.2',
    'Galaxy – 10 A',
    'Lentil soup (4 people)',
  ])('is a name to who asks for neither a date nor a version: %s', (heading) => {
    expect(headingStatement(heading, 'other')).toBeUndefined();
    expect(headingStatement(heading, 'quantity')).toBeUndefined();
  });

  it('is an amount to whoever asks', () => {
    expect(headingStatement('Warranty – 24 months', 'quantity')).toBeDefined();
    expect(headingStatement('Windows – 11', 'date')).toBeUndefined();
    expect(headingStatement('iPhone – 15 Pro', 'date')).toBeUndefined();
  });

  it('is a role to who asks for a person', () => {
    expect(headingStatement('Jane Doe – Head of Finance', 'person')?.text).toBe('Jane Doe: Head of Finance');
    expect(headingStatement('Janet Doell – Sales (DACH)', 'person')?.text).toBe('Janet Doell: Sales (DACH)');
    expect(headingStatement('This Is Us (TV series)', 'person')).toBeUndefined();
    expect(headingStatement('Jane Doe – Head of Finance', 'quantity')).toBeUndefined();
    expect(headingStatement('Getting started – first steps', 'person')).toBeUndefined();
  });

  it.each(['Chapter 3: Loans', '2. Opening hours', 'Paris: a city of light', 'fixed', '3 – 4', 'X (old)'])(
    'is nothing: %s',
    (heading) => {
      expect(headingStatement(heading, 'date')).toBeUndefined();
    },
  );

  it('is about what stands beside the value', () => {
    const heading = '2024-05-21 – Tarn 4.2.1';
    const { name = { start: 0, end: 0 } } = headingStatement(heading, 'date') ?? {};
    expect(heading.slice(name.start, name.end)).toBe('Tarn 4.2.1');
  });
});
