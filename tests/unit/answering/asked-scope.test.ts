import { describe, expect, it } from 'vitest';
import { AskedScope } from '../../../src/answering/asked-scope.js';

describe('a line in which a document states its author or date', () => {
  it.each([
    'When was this article published?',
    'who wrote the newsletter this comes from',
    'What is the source of this?',
    'When was the page last updated?',
    'Wer hat den Artikel geschrieben?',
    'publication date',
  ])('may answer "%s"', (question) => {
    expect(new AskedScope(question).leavesOut({ kind: 'stated' }, undefined)).toBe(false);
  });

  it.each(['Who designed the Harrowgate dam?', 'When was the dam first built?', 'how long is the dam'])(
    'does not answer "%s"',
    (question) => {
      const scope = new AskedScope(question);
      expect(scope.leavesOut({ kind: 'stated' }, undefined)).toBe(true);
      expect(scope.leavesOut({ kind: 'prose' }, undefined)).toBe(false);
    },
  );
});

describe('a row of a table', () => {
  const row = { text: 'Room: Aire; Seats: 6', about: 'Room: Aire' };

  it.each([
    'Which room has the most seats?',
    'what is the largest room',
    'cheapest room?',
    'the least expensive room',
  ])('does not answer "%s", which takes all of them', (question) => {
    expect(new AskedScope(question).leavesOut({ kind: 'record' }, row)).toBe(true);
    expect(new AskedScope(question).leavesOut({ kind: 'prose' }, undefined)).toBe(false);
  });

  it.each(['How many seats does Aire have?', 'May Aire seat at most six people?'])(
    'may answer "%s"',
    (question) => {
      expect(new AskedScope(question).leavesOut({ kind: 'record' }, row)).toBe(false);
    },
  );

  it('may where it is the one that is named, or gives a bound', () => {
    const shelf = { text: 'Model: Shelf S-1; Load: 40 kg', about: 'Model: Shelf S-1' };
    expect(new AskedScope('highest load of shelf S-1').leavesOut({ kind: 'record' }, shelf)).toBe(false);
    const bounded = { text: 'Model: S-2; Min. order: 5', about: 'Model: S-2' };
    expect(new AskedScope('the smallest order').leavesOut({ kind: 'record' }, bounded)).toBe(false);
    expect(new AskedScope('most likely phone number').leavesOut({ kind: 'record' }, row)).toBe(false);
  });

  it('may where it says that it is the one', () => {
    const one = { text: 'Largest city: Bergen; Founded: 1070', about: 'Largest city: Bergen' };
    expect(new AskedScope('What is the biggest city?').leavesOut({ kind: 'record' }, one)).toBe(false);
  });
});
