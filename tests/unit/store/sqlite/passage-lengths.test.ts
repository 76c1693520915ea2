import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LEXICON } from '../../../../src/store/sqlite/lexicon.js';
import { PassageLengths } from '../../../../src/store/sqlite/passage-lengths.js';

let database: Database.Database;

beforeEach(() => {
  database = new Database(':memory:');
  database.exec(LEXICON);
});
afterEach(() => database.close());

function insert(passage: number, terms: number): void {
  const text = Array.from({ length: terms }, (_, index) => `term${index}`).join(' ');
  database.prepare('INSERT INTO lexicon (rowid, terms) VALUES (?, ?)').run(passage, text);
}

it('tells lengths of passages of any id, in the memory of those that were asked for', () => {
  const passages = new Map([
    [1, 3],
    [1_023, 127],
    [1_024, 128],
    [5_000, 20_000],
    [30_000_000, 5],
    [2 ** 32 + 7, 6],
    [4_400_000_000, 1],
    [2 ** 53 - 1, 2],
  ]);
  for (const [passage, terms] of passages) insert(passage, terms);
  const lengths = new PassageLengths(database);
  const before = process.memoryUsage().arrayBuffers;
  for (const time of ['read', 'kept']) {
    for (const [passage, terms] of passages) expect(lengths.of(passage), time).toBe(terms);
  }
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1e6);
});

it('reads a length once', () => {
  insert(2 ** 32, 4);
  const lengths = new PassageLengths(database);
  expect(lengths.of(2 ** 32)).toBe(4);
  database.unsafeMode().exec('DELETE FROM lexicon_docsize');
  expect(lengths.of(2 ** 32)).toBe(4);
});

it('names a passage that FTS5 has no length of', () => {
  expect(() => new PassageLengths(database).of(7)).toThrow('Passage 7 has no length');
});
