import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { seededIntegers } from '../../../src/evaluation/metrics/random.js';
import { LexicalSearch } from '../../../src/store/sqlite/lexical-search.js';
import { PassageFrequencies } from '../../../src/store/sqlite/passage-frequencies.js';
import { SqliteStore } from '../../../src/store/sqlite/sqlite-store.js';
import { embeddedDocument } from '../../contract/support/embedded-documents.js';

/** The later a word, the commoner: `ocean` stands in more than half of the passages. */
const WORDS = [
  'comet',
  'river',
  'mountain',
  'desert',
  'island',
  'harbour',
  'forest',
  'ocean',
  'ocean',
  'ocean',
];
const LIMIT = 20;

let folder: string;
let store: SqliteStore;
let database: Database.Database;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'citewell-lexical-'));
  store = await SqliteStore.open(folder);
  database = new Database(join(folder, 'knowledge.sqlite'));
});
afterEach(async () => {
  database.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const random = seededIntegers(7);

/** Of 3 to 400 words: FTS5 writes lengths from 128 on in two bytes. */
function text(): string {
  const length = random(5) === 0 ? 400 : 3 + random(60);
  return Array.from({ length }, () => WORDS[random(WORDS.length)]).join(' ');
}

function documents(names: string) {
  return [...names].map((name) => embeddedDocument(name, [text(), text(), text()], 4));
}

it('finds what FTS5 finds, in its order and with its scores, while documents come and go', async () => {
  await store.apply({ put: documents('abcdefghij') });
  const lexical = new LexicalSearch(database, new PassageFrequencies(database));
  const select = database
    .prepare(
      'SELECT rowid, -bm25(lexicon) FROM lexicon WHERE lexicon MATCH ? ORDER BY bm25(lexicon), rowid LIMIT ?',
    )
    .raw();
  const changes = [{}, { put: documents('acxyz') }, { remove: ['b', 'd', 'x'] }];
  for (const change of changes) {
    await store.apply(change);
    for (const stems of [['comet'], ['river', 'ocean'], ['ocean', 'desert', 'island', 'nowhere']]) {
      const { scores, passageFrequencies } = lexical.find(stems, LIMIT);
      const rarestFirst = [...stems].sort(
        (a, b) => (passageFrequencies.get(a) ?? 0) - (passageFrequencies.get(b) ?? 0),
      );
      const rows = select.all(rarestFirst.map((stem) => `"${stem}"`).join(' OR '), LIMIT) as [
        number,
        number,
      ][];
      expect([...scores.keys()]).toEqual(rows.map(([passage]) => passage));
      for (const [passage, score] of rows) expect(scores.get(passage)).toBeCloseTo(score, 12);
    }
  }
});

it('finds the same for a stem that is common, whatever it takes for one, and more than it keeps', async () => {
  const long = Array.from({ length: 1_200 }, text);
  await store.apply({ put: [...documents('abcd'), embeddedDocument('long', long, 4)] });
  const byUs = new LexicalSearch(database, new PassageFrequencies(database));
  database.exec('DROP TABLE temp.occurrences');
  const byFts5 = new LexicalSearch(database, new PassageFrequencies(database), 5);
  for (const limit of [1, LIMIT, 2_000]) {
    for (const stems of [['ocean'], ['ocean', 'comet', 'nowhere'], ['nowhere']]) {
      const rarest = stems.length === 1 ? stems : ['comet'];
      expect([...byFts5.find(stems, limit).scores]).toEqual([...byUs.find(rarest, limit).scores]);
    }
  }
});

it('asks no statement a passage for a common stem, and ranks it once until the index changes', async () => {
  await store.apply({ put: documents('abcdefgh') });
  const statements: string[] = [];
  const watched = new Database(join(folder, 'knowledge.sqlite'), {
    verbose: (statement) => statements.push(String(statement)),
  });
  const lexical = new LexicalSearch(watched, new PassageFrequencies(watched), 5);
  const rankings = (): number => {
    statements.length = 0;
    lexical.find(['ocean'], LIMIT);
    expect(statements.filter((statement) => statement.includes('docsize'))).toEqual([]);
    return statements.filter((statement) => statement.includes('bm25')).length;
  };
  expect([rankings(), rankings()]).toEqual([1, 0]);
  await store.apply({ remove: ['a'] });
  expect([rankings(), rankings()]).toEqual([1, 0]);
  watched.close();
});

it('names a full-text index that lacks what it needs as damaged', async () => {
  await store.apply({ put: documents('a') });
  database.unsafeMode().exec('DELETE FROM lexicon_docsize');
  await expect(store.search({ stems: ['ocean'], limit: LIMIT })).rejects.toMatchObject({
    code: 'index_damaged',
  });
});
