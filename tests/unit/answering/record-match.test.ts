import { describe, expect, it } from 'vitest';
import { recordsOf } from '../../../src/answering/passage-records.js';
import { recordMatches } from '../../../src/answering/record-match.js';
import { contentStems } from '../../../src/passages/terms.js';
import type { RankedPassage } from '../../../src/retrieval/retriever.js';
import { tablePassage } from './support/ranked-passage.js';

/** How well each row matches, all words of the question weighing the same. */
function matches(question: string, tables: readonly RankedPassage[], named: string[] = []): number[] {
  const weights = new Map(contentStems(question).map((stem) => [stem, 1]));
  const found = recordMatches(tables, recordsOf(tables), weights, named);
  return tables.flatMap(({ passage }) =>
    passage.sentences.map((sentence) => found.get(sentence) ?? Number.NaN),
  );
}

const PLANTS = tablePassage([
  'Plant: Bergen; Port: Laksevag; Notes: by day',
  'Plant: Rostock; Port: Warnemunde; Notes: at night',
  'Plant: Turku; Port: Pansio; Notes: by day',
]);

describe('rows of tables', () => {
  it('match where they hold the name that is asked about, however it is written', () => {
    expect(matches('Which port does the Bergen plant use?', [PLANTS])).toEqual([1, 0, 0]);
    expect(matches('which port does the rostock plant use', [PLANTS])).toEqual([0, 1, 0]);
    expect(matches('Which plant uses Pansio?', [PLANTS])).toEqual([0, 0, 1]);
  });

  it('match by a name more than by another word', () => {
    const [bergen = 0, rostock = 0] = matches('Does the Bergen plant work at night?', [PLANTS], ['bergen']);
    expect(bergen).toBe(1);
    expect(rostock).toBeLessThan(0.5);
  });

  it('all match where the question tells none from another', () => {
    expect(matches('Which plant has which port?', [PLANTS])).toEqual([1, 1, 1]);
    expect(matches('Who is the mayor of Oslo?', [PLANTS])).toEqual([1, 1, 1]);
  });

  it('match by the heading that their table stands under', () => {
    const tables = ['Summer', 'Winter'].map((season) =>
      tablePassage(['Room: Single; Rate: 80'], { headings: [season] }),
    );
    expect(matches('How much is a single room in winter?', tables)).toEqual([0, 1]);
  });
});
