import type { Span } from '../documents/document.js';
import type { Sentence } from '../passages/passage.js';
import type { Term } from '../passages/terms.js';
import type { RankedPassage, StemWeights } from '../retrieval/retriever.js';
import { METHOD } from './method.js';
import { contextOf, stemsOf } from './overlap.js';
import type { PassageRecord } from './passage-records.js';

/** A record as a candidate. */
interface Candidate {
  readonly sentence: Sentence;
  /** Of what it is about. */
  readonly keyStems: ReadonlySet<string>;
  /** Of all it says, with its passage's headings and title. */
  readonly stems: ReadonlySet<string>;
}

/**
 * How well each record fits what the question tells records apart by, 0..1 with 1 for the best of them: they are alike
 * but for a name or two, and a question means the one of the name that it says. Words that all of them hold, or none,
 * tell nothing apart; names, numbers and words of what a record is about tell more than others.
 *
 * @param records of each passage, by the position of the sentence
 * @param named stems of the question's names and numbers
 */
export function recordMatches(
  passages: readonly RankedPassage[],
  records: readonly (readonly (PassageRecord | undefined)[])[],
  weights: StemWeights,
  named: readonly string[],
): ReadonlyMap<Sentence, number> {
  const candidates = passages.flatMap((passage, rank) => candidatesOf(passage, records[rank] ?? []));
  const telling = [...weights].flatMap(([stem, weight]) => {
    const holders = candidates.filter(({ stems }) => stems.has(stem)).length;
    if (holders === 0 || holders === candidates.length) return [];
    const isName = named.includes(stem) || candidates.some(({ keyStems }) => keyStems.has(stem));
    return [{ stem, weight: isName ? METHOD.record.name * weight : weight }];
  });
  const held = candidates.map(({ stems }) =>
    telling.reduce((sum, { stem, weight }) => (stems.has(stem) ? sum + weight : sum), 0),
  );
  const best = Math.max(...held);
  return new Map(candidates.map(({ sentence }, row) => [sentence, best > 0 ? (held[row] ?? 0) / best : 1]));
}

function candidatesOf(ranked: RankedPassage, records: readonly (PassageRecord | undefined)[]): Candidate[] {
  const { passage, words } = ranked;
  if (records.every((record) => record === undefined)) return [];
  const context = stemsOf(contextOf(ranked));
  return passage.sentences.flatMap((sentence, position) => {
    const record = records[position];
    if (!record) return [];
    const keyStems = stems(words.terms, [record.key]);
    return [{ sentence, keyStems, stems: new Set([...context, ...stems(words.terms, record.parts)]) }];
  });
}

function stems(terms: readonly Term[], spans: readonly Span[]): Set<string> {
  const within = terms.filter(({ start }) => spans.some((span) => start >= span.start && start < span.end));
  return new Set(within.map(({ stem }) => stem));
}
