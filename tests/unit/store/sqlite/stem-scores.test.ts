import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { LEXICON } from '../../../../src/store/sqlite/lexicon.js';
import { StemScores } from '../../../../src/store/sqlite/stem-scores.js';

const PASSAGES = 2_000;
const TERMS = 10;

it('keeps what rare stems have in bounds, too, the last used ones', () => {
  const statements: string[] = [];
  const database = new Database(':memory:', { verbose: (statement) => statements.push(String(statement)) });
  database.exec(`${LEXICON} CREATE TABLE facts (name, value); INSERT INTO facts VALUES ('generation', 1)`);
  const insert = database.prepare('INSERT INTO lexicon (terms) VALUES (?)');
  const stems = Array.from({ length: PASSAGES * TERMS }, (_, index) => `stem${index}`);
  database.transaction(() => {
    for (let start = 0; start < stems.length; start += TERMS) {
      insert.run(stems.slice(start, start + TERMS).join(' '));
    }
  })();
  const scores = new StemScores(database);
  const reads = (stem: string): boolean => {
    statements.length = 0;
    expect(scores.of([stem]).get(stem)?.passages).toHaveLength(1);
    return statements.some((statement) => statement.includes('occurrences'));
  };
  for (const stem of stems) scores.of([stem]);
  expect(reads(stems.at(-1) ?? '')).toBe(false);
  expect(reads(stems[0] ?? '')).toBe(true);
  expect(reads(stems[0] ?? '')).toBe(false);
  database.close();
});
