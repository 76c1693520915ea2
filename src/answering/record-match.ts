import type { Sentence } from '../passages/passage.js';
import type { Term } from '../passages/terms.js';
import type { RankedPassage, StemWeights } from '../retrieval/retriever.js';
import { METHOD } from './method.js';
import { contextOf, stemsOf } from './overlap.js';

/** A row of a table as a candidate. */
interface Row {
  readonly sentence: Sentence;
  /** Of its first cell with the name of its column: what the row is about, in most tables. */
  readonly keyStems: ReadonlySet<string>;
  /** Of the row, with its passage's headings and title. */
  readonly stems: ReadonlySet<string>;
}

const FIRST_CELL = /^[^;\t]*/u;

/**
 * How well each row of a table fits what the question tells the rows apart by, 0..1 with 1 for the best of them: rows
 * are alike but for a name or two, and a question means the row of the name that it says. Words that all rows hold, or
 * none, tell nothing apart; names, numbers and words of a row's first cell tell more than others.
 *
 * @param named stems of the question's names and numbers
 */
export function recordMatches(
  passages: readonly RankedPassage[],
  weights: StemWeights,
  named: readonly string[],
): ReadonlyMap<Sentence, number> {
  const rows = passages.flatMap(rowsOf);
  const telling = [...weights].flatMap(([stem, weight]) => {
    const holders = rows.filter(({ stems }) => stems.has(stem)).length;
    if (holders === 0 || holders === rows.length) return [];
    const isName = named.includes(stem) || rows.some(({ keyStems }) => keyStems.has(stem));
    return [{ stem, weight: isName ? METHOD.record.name * weight : weight }];
  });
  const held = rows.map(({ stems }) =>
    telling.reduce((sum, { stem, weight }) => (stems.has(stem) ? sum + weight : sum), 0),
  );
  const best = Math.max(...held);
  return new Map(rows.map(({ sentence }, row) => [sentence, best > 0 ? (held[row] ?? 0) / best : 1]));
}

function rowsOf(ranked: RankedPassage): Row[] {
  const { passage, text, terms } = ranked;
  const records = passage.sentences.filter(({ kind }) => kind === 'record');
  if (records.length === 0) return [];
  const context = stemsOf(contextOf(ranked));
  return records.map((sentence) => {
    const [start, end] = [sentence.start - passage.start, sentence.end - passage.start];
    const firstCell = FIRST_CELL.exec(text.slice(start, end))?.[0] ?? '';
    const inRow = terms.filter((term) => term.start >= start && term.start < end);
    return {
      sentence,
      keyStems: stems(inRow.filter((term) => term.start < start + firstCell.length)),
      stems: new Set([...context, ...stems(inRow)]),
    };
  });
}

function stems(terms: readonly Term[]): Set<string> {
  return new Set(terms.map(({ stem }) => stem));
}
