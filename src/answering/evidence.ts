import { cosine } from '../cosine.js';
import type { Span } from '../documents/document.js';
import type { Sentence } from '../passages/passage.js';
import { factPreamble } from '../passages/search-text.js';
import { contentTerms, type Term } from '../passages/terms.js';
import type { Reading } from '../reading/reader.js';
import type { ResolvedQuestion } from '../retrieval/follow-up.js';
import type { RankedPassage, Retrieval } from '../retrieval/retriever.js';
import { AboutOther } from './about-other.js';
import { AskedAgent } from './asked-agent.js';
import { AskedAuthor } from './asked-author.js';
import { AskedNames } from './asked-names.js';
import { AskedScope } from './asked-scope.js';
import { askedBeside } from './asked-sections.js';
import { AskedVersions } from './asked-versions.js';
import { answersIn, type CandidateAnswer } from './candidate-answers.js';
import { coverage, stemsOf } from './overlap.js';
import { type PassageRecord, recordsOf } from './passage-records.js';
import { analyseQuestion, countedIn } from './question-analysis.js';
import { recordMatches } from './record-match.js';

/** What speaks for one sentence as the answer. */
export interface SentenceEvidence {
  readonly sentence: Sentence;
  readonly text: string;
  /** Cosine of the sentence's vector with the question's. */
  readonly cosine: number;
  /** Weighted share of the question's terms that the sentence holds, of a record with what it is about, 0..1. */
  readonly coverage: number;
  /** Probability mass of the reader's start and end inside the sentence, 0..1; undefined if unread. */
  readonly readerProbability: number | undefined;
  /**
   * The best answers within the sentence, best first: the reader's, and of a row the value that is asked for. Found when
   * they are asked for: of a hundred sentences a few are quoted.
   */
  readonly answers: () => readonly CandidateAnswer[];
  /** Set where it is a row of a table, or a line that gives a value to a name. */
  readonly record: PassageRecord | undefined;
  /** How well a record fits the names that tell its question's record from others, 0..1; 1 for all else. */
  readonly recordMatch: number;
  /**
   * Whether it, or the heading above it, names the like of what is asked for in its place, or its kind cannot answer:
   * see {@link AboutOther} and {@link AskedScope}.
   */
  readonly namesOther: boolean;
  /** Whether it states the author whom the question asks for: see {@link AskedAuthor}. */
  readonly statesAskedAuthor: boolean;
  /** Whether it does so by a version or a date: see {@link AskedVersions}. */
  readonly isOfOtherVersion: boolean;
}

/** What speaks for one passage, and for its sentences. */
export interface PassageEvidence {
  readonly passage: RankedPassage;
  /** Stems of the passage with its headings, title and stated facts. */
  readonly stems: ReadonlySet<string>;
  /** Weighted share of the question's terms that the passage or its headings and title hold, 0..1. */
  readonly coverage: number;
  /** Weighted share of the question's names and numbers that it holds in the same way; 0 without names. */
  readonly namesHeld: number;
  readonly sentences: readonly SentenceEvidence[];
  /** Undefined where the reader is off or its budget was spent. */
  readonly reading: Reading | undefined;
}

/**
 * @param resolved its question alone says which of several things is meant: what stands in front of it in a
 * conversation may be about another
 * @param readings one a passage from the first on; fewer where the budget ended
 */
export function weighEvidence(
  retrieval: Retrieval,
  { question, standalone }: Pick<ResolvedQuestion, 'question' | 'standalone'>,
  readings: readonly Reading[],
): PassageEvidence[] {
  const { named } = analyseQuestion(standalone);
  const content = contentTerms(standalone);
  const names = new Map([...retrieval.stemWeights].filter(([stem]) => named.includes(stem)));
  const versions = new AskedVersions(question);
  const things = {
    names: new AskedNames(question),
    agent: new AskedAgent(question),
    counted: countedIn(question),
  };
  const scope = new AskedScope(question);
  const author = new AskedAuthor(question);
  const asked = analyseQuestion(question);
  const beside = askedBeside(retrieval.passages, asked.named);
  const records = recordsOf(retrieval.passages, asked.kind);
  const matches = recordMatches(retrieval.passages, records, retrieval.stemWeights, named);
  return retrieval.passages.map((ranked, rank) => {
    const { passage, text, words } = ranked;
    const reading = readings[rank];
    const stated = factPreamble(passage);
    const placed = versions.in(ranked);
    const stems = placed.whole(stated === '' ? words.stems : new Set([...words.stems, ...stemsOf(stated)]));
    const around = { beside: beside[rank] ?? new Set<string>(), held: stems };
    const aboutOther = new AboutOther(things, ranked, around);
    return {
      passage: ranked,
      stems,
      coverage: coverage(retrieval.stemWeights, stems),
      namesHeld: coverage(names, stems),
      reading,
      sentences: passage.sentences.map((sentence, position) => {
        const [start, end] = [sentence.start - passage.start, sentence.end - passage.start];
        const record = records[rank]?.[position];
        const vector = ranked.sentenceVectors[position];
        const own = record ? wordsIn(words.terms, record.parts) : words.sentences[position];
        const said = { text, terms: own?.terms ?? [], ...(record && { key: record.key }) };
        const isOfOtherVersion = placed.isOther(said, record !== undefined);
        return {
          sentence,
          text: text.slice(start, end),
          cosine: vector ? cosine(retrieval.questionVector, vector) : 0,
          coverage: own ? coverage(retrieval.stemWeights, placed.whole(own.stems, own.terms)) : 0,
          readerProbability: reading?.sentenceProbabilities[position],
          answers: () => answersIn(ranked, sentence, reading?.sentenceSpans[position] ?? [], content, record),
          record,
          recordMatch: matches.get(sentence) ?? 1,
          statesAskedAuthor: author.isStatedIn(sentence, ranked.document.title),
          namesOther:
            isOfOtherVersion ||
            aboutOther.is(said, record) ||
            scope.leavesOut(
              sentence,
              record && { text: record.text, about: text.slice(record.key.start, record.key.end) },
            ),
          isOfOtherVersion,
        };
      }),
    };
  });
}

function wordsIn(terms: readonly Term[], spans: readonly Span[]) {
  const within = terms.filter(({ start }) => spans.some((span) => start >= span.start && start < span.end));
  return { terms: within, stems: new Set(within.map(({ stem }) => stem)) };
}
