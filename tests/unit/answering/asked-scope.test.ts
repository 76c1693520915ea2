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
  const row = { text: 'Room: Aire; Seats: 6' };

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

  it('may where it says that it is the one', () => {
    const one = { text: 'Largest city: Bergen; Founded: 1070' };
    expect(new AskedScope('What is the biggest city?').leavesOut({ kind: 'record' }, one)).toBe(false);
  });
});
