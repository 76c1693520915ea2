import type { QuotablePassage } from '../../answering/citation.js';
import type { Span } from '../../documents/document.js';
import { isSignpost } from '../../passages/passage.js';
import { contentStems, termsOf } from '../../passages/terms.js';
import type { ClaimedQuote } from '../claim.js';
import { type ComparableText, comparable } from './comparable-text.js';
import { type Facts, factsOf } from './facts.js';
import { locateQuote } from './locate-quote.js';
import { writtenWords } from './written-words.js';

/** A quote that stands in a passage: the document's own span of whole sentences. */
export interface PlacedQuote extends Span {
  readonly passage: QuotablePassage;
  /** What the model quoted, as a span of the document inside `[start, end)`. */
  readonly fragment: Span;
  readonly facts: Facts;
}

/** One word stands in any number of sentences, and proves nothing of what is said with it. */
const FEWEST_WORDS = 2;

/** What claims are held against: the passages that the model was given, and the question. */
export class Evidence {
  readonly question: Facts;
  private readonly texts: readonly ComparableText[];
  private readonly commonWords: ReadonlySet<string>;
  private readonly facts = new Map<string, Facts>();

  /** @param passages in the order of their numbers in the prompt */
  constructor(
    private readonly passages: readonly QuotablePassage[],
    question: string,
  ) {
    this.question = factsOf(question);
    this.texts = passages.map(({ text }) => comparable(text));
    const words = [question, ...passages.map(({ text }) => text)].flatMap((text) => writtenWords(text));
    this.commonWords = new Set(words.filter(({ capital }) => !capital).map(({ key }) => key));
  }

  /** Whether a passage or the question writes the word without a capital: at a sentence's start it is no name then. */
  isCommonWord(key: string): boolean {
    return this.commonWords.has(key);
  }

  /**
   * Where the quote stands: in the passage that it names if there, else in another, since models miscount.
   *
   * @param claim chooses between several places: the sentence that shares the most words with it
   */
  place({ passage: number, quote }: ClaimedQuote, claim: string): PlacedQuote | undefined {
    if (termsOf(quote).length < FEWEST_WORDS) return undefined;
    const named = number - 1;
    const order = [named, ...this.passages.keys()].filter(
      (position, place, all) => this.passages[position] && all.indexOf(position) === place,
    );
    for (const position of order) {
      const passage = this.passages[position];
      const text = this.texts[position];
      if (!passage || !text) continue;
      const candidates = locateQuote(quote, text).flatMap((span) => this.sentencesRound(span, passage) ?? []);
      if (candidates.length > 0) return bestFor(claim, candidates);
    }
    return undefined;
  }

  /** The whole sentences that a span of the passage's text touches; headings alone say nothing. */
  private sentencesRound({ start, end }: Span, passage: QuotablePassage): PlacedQuote | undefined {
    const offset = passage.passage.start;
    const fragment = { start: start + offset, end: end + offset };
    const touched = passage.passage.sentences.filter(
      (sentence) => sentence.start < fragment.end && sentence.end > fragment.start,
    );
    const [first] = touched;
    const last = touched.at(-1);
    if (!first || !last || touched.every(isSignpost)) return undefined;
    const span = { start: Math.min(first.start, fragment.start), end: Math.max(last.end, fragment.end) };
    return { ...span, passage, fragment, facts: this.factsAt(span, passage) };
  }

  private factsAt({ start, end }: Span, { passage, text, document }: QuotablePassage): Facts {
    const key = `${start} ${end} ${document.id}`;
    const known = this.facts.get(key) ?? factsOf(text.slice(start - passage.start, end - passage.start));
    this.facts.set(key, known);
    return known;
  }
}

function bestFor(claim: string, candidates: readonly PlacedQuote[]): PlacedQuote | undefined {
  if (candidates.length === 1) return candidates[0];
  const stems = contentStems(claim);
  const shared = ({ facts }: PlacedQuote) => stems.filter((stem) => facts.stems.has(stem)).length;
  return candidates.reduce((best, candidate) => (shared(candidate) > shared(best) ? candidate : best));
}
