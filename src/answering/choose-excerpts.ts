import { lineNaming } from '../passages/named-lines.js';
import { jaccard } from '../passages/resemblance.js';
import { highlightsIn } from './choose-highlight.js';
import type { Excerpt } from './citation.js';
import type { PassageEvidence } from './evidence.js';
import { leadInOf } from './list-lead-in.js';
import { METHOD } from './method.js';
import { stemsOf } from './overlap.js';
import { ITEM_MARK } from './passage-lines.js';
import type { AnswerKind } from './question-analysis.js';
import { type ExcerptPurpose, type RankedSentence, rankSentences } from './rank-sentences.js';
import { versionsAndDatesIn } from './versions-and-dates.js';

/** An excerpt with what it was chosen for. */
export interface ChosenExcerpt extends Excerpt {
  readonly best: RankedSentence;
  readonly text: string;
}

/**
 * The best excerpts, best first: each a sentence, or two where the reader sees the answer spread over both.
 * No sentence is quoted twice, and what says the same as an earlier excerpt is left out.
 *
 * @param kind what is asked for: such words are marked
 */
export function chooseExcerpts(
  evidence: readonly PassageEvidence[],
  limit: number,
  kind: AnswerKind,
  purpose: ExcerptPurpose = 'answer',
): ChosenExcerpt[] {
  const chosen: ChosenExcerpt[] = [];
  const quoted = new Map<PassageEvidence, Set<number>>();
  const stems: ReadonlySet<string>[] = [];
  for (const candidate of rankSentences(evidence, purpose)) {
    if (chosen.length === limit) break;
    const taken = quoted.get(candidate.evidence) ?? new Set<number>();
    if (taken.has(candidate.position)) continue;
    const excerpt = excerptAround(candidate, taken, kind);
    const excerptStems = stemsOf(excerpt.text);
    if (stems.some((earlier) => jaccard(earlier, excerptStems) > METHOD.duplicate)) continue;
    for (let position = excerpt.first; position <= excerpt.last; position++) taken.add(position);
    quoted.set(candidate.evidence, taken);
    stems.push(excerptStems);
    chosen.push(excerpt);
  }
  return chosen;
}

function excerptAround(
  best: RankedSentence,
  taken: ReadonlySet<number>,
  kind: AnswerKind,
): ChosenExcerpt & { first: number; last: number } {
  const { evidence, position } = best;
  const said = blockThatBelongs(best, taken) ?? leadInThatBelongs(best, taken) ?? withNeighbour(best, taken);
  const { first, last } = underHeading(best, said, taken, kind) ?? said;
  const start = evidence.sentences[first]?.sentence.start ?? 0;
  const end = evidence.sentences[last]?.sentence.end ?? 0;
  const { passage, text } = evidence.passage;
  const answering = evidence.sentences.filter(
    ({ record, sentence }, other) =>
      other === position ||
      (other >= first && other <= last && (!record || record.isLead || sentence.kind === 'heading')),
  );
  return {
    best,
    first,
    last,
    start,
    end,
    passage: evidence.passage,
    text: text.slice(start - passage.start, end - passage.start),
    highlights: highlightsIn(answering, kind),
    score: best.score,
  };
}

/** Positions of the sentences of a quote. */
interface Run {
  readonly first: number;
  readonly last: number;
}

/** The block of lines that the sentence is one of, under the line that says what they are about: quoted as rows are. */
function blockThatBelongs(
  { evidence, sentence }: RankedSentence,
  taken: ReadonlySet<number>,
): Run | undefined {
  const { block } = sentence.record ?? {};
  return block && isQuotable(evidence, block, taken) ? block : undefined;
}

/** From the lead-in of the list that the sentence is an item of. */
function leadInThatBelongs(
  { evidence, position, sentence }: RankedSentence,
  taken: ReadonlySet<number>,
): Run | undefined {
  const texts = evidence.sentences.map(({ text }) => text);
  const first = sentence.record?.block?.first ?? leadInOf(texts, position);
  if (first === undefined) return undefined;
  const run = { first, last: position };
  return isQuotable(evidence, run, taken) ? run : undefined;
}

/** From the heading above, where that gives the date or the version that is asked for, and the sentence none. */
function underHeading(
  { evidence: { sentences }, evidence }: RankedSentence,
  { first, last }: Run,
  taken: ReadonlySet<number>,
  kind: AnswerKind,
): Run | undefined {
  if (kind !== 'date' && kind !== 'version') return undefined;
  const gives = (text: string) => versionsAndDatesIn(text).some((one) => one.kind === kind && one.isCertain);
  if (sentences.slice(first, last + 1).some(({ text }) => gives(text))) return undefined;
  const heading = sentences
    .slice(0, first)
    .findLastIndex(({ record, sentence }) => record && sentence.kind === 'heading');
  if (heading < 0 || !gives(sentences[heading]?.text ?? '')) return undefined;
  const run = { first: heading, last };
  return isQuotable(evidence, run, taken) ? run : undefined;
}

/** Whether it is short enough to quote, and none of it is quoted. */
function isQuotable(
  { sentences }: PassageEvidence,
  { first, last }: Run,
  taken: ReadonlySet<number>,
): boolean {
  const words = sentences.slice(first, last + 1).reduce((sum, { text }) => sum + wordCount(text), 0);
  if (words > METHOD.joining.mostWords) return false;
  for (let position = first; position <= last; position++) if (taken.has(position)) return false;
  return true;
}

function withNeighbour(best: RankedSentence, taken: ReadonlySet<number>): Run {
  const { position } = best;
  const neighbour = neighbourThatBelongs(best, taken) ?? position;
  return { first: Math.min(position, neighbour), last: Math.max(position, neighbour) };
}

/** A blank line, or one that an item of a list or a value of its own follows, parts a sentence from the next. */
const PARTING = new RegExp(String.raw`\n\s*\n|\n\s*(?:[#|]\s|${ITEM_MARK})|\n[^\n:]{1,60}: `, 'u');
/** The end of a sentence that ends as a line does: a value that is given to a name, and no full stop. */
const VALUE_AT_END = /(?:^|\n)[^\n:]{1,60}: [^\n]*[^\s.!?…:;,。！？\n]$/u;
const NEXT_LINE = /\n\s*(?<line>\S[^\n]*)/u;

/** Whether the sentence at a position and the next stand apart. */
function partsFrom({ passage, sentences }: PassageEvidence, position: number): boolean {
  const [here, next] = [sentences[position]?.sentence, sentences[position + 1]?.sentence];
  if (!here || !next) return true;
  const { start } = passage.passage;
  const lineEnd = passage.text.indexOf('\n', next.start - start);
  const between = passage.text.slice(here.end - start, lineEnd < 0 ? undefined : lineEnd);
  const line = NEXT_LINE.exec(between)?.groups?.['line'];
  if (/^\s*\n/u.test(between) && VALUE_AT_END.test(sentences[position]?.text ?? '')) return true;
  return PARTING.test(between) || (line !== undefined && lineNaming(line) !== undefined);
}

/** The neighbouring sentence that the answer needs, if there is one. */
function neighbourThatBelongs(
  { evidence, position, sentence }: RankedSentence,
  taken: ReadonlySet<number>,
): number | undefined {
  const probability = sentence.readerProbability;
  const { sure, share, mostWords } = METHOD.joining;
  if (probability === undefined || probability > sure) return undefined;
  // A record is whole; the next one is about something else.
  if (sentence.record) return undefined;
  let best: { position: number; probability: number } | undefined;
  for (const candidate of [position - 1, position + 1]) {
    const neighbour = evidence.sentences[candidate];
    if (
      !neighbour ||
      partsFrom(evidence, Math.min(candidate, position)) ||
      neighbour.record ||
      neighbour.sentence.kind !== sentence.sentence.kind
    )
      continue;
    if (taken.has(candidate)) continue;
    const neighbourProbability = neighbour.readerProbability ?? 0;
    if (
      neighbourProbability < share * probability ||
      wordCount(neighbour.text) + wordCount(sentence.text) > mostWords
    ) {
      continue;
    }
    if (!best || neighbourProbability > best.probability) {
      best = { position: candidate, probability: neighbourProbability };
    }
  }
  return best?.position;
}

function wordCount(text: string): number {
  return text.split(/\s+/u).length;
}
