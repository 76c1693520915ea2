import { shinglesOf } from '../passages/resemblance.js';
import { type Term, termsOf } from '../passages/terms.js';
import type { StoredPassage } from '../store/knowledge-store.js';

/** A text with the words of it. */
export interface TextWithTerms {
  readonly text: string;
  readonly terms: readonly Term[];
}

type Passage = Pick<StoredPassage, 'document' | 'passage' | 'text'>;

/** The words of one sentence. */
interface SentenceWords {
  /** With offsets in the passage's text. */
  readonly terms: readonly Term[];
  readonly stems: ReadonlySet<string>;
}

/** The words of a passage, each kind found when it is asked for first: what questions have in common of a passage. */
export class PassageWords {
  /** Of its text. */
  readonly terms: readonly Term[];
  /** Its document's title and its headings. */
  readonly above: TextWithTerms;
  /** Of both. */
  readonly stems: ReadonlySet<string>;
  readonly #passage: Passage;
  #sentences: readonly SentenceWords[] | undefined;
  #shingles: ReadonlySet<string> | undefined;
  #title: TextWithTerms | undefined;
  #headings: readonly TextWithTerms[] | undefined;

  constructor(passage: Passage) {
    this.#passage = passage;
    const above = [passage.document.title, ...passage.passage.headings].join('\n');
    this.terms = termsOf(passage.text);
    this.above = withTerms(above);
    const stems = new Set<string>();
    for (const { stem } of this.above.terms) stems.add(stem);
    for (const { stem } of this.terms) stems.add(stem);
    this.stems = stems;
  }

  /** Its document's. */
  get title(): TextWithTerms {
    this.#title ??= withTerms(this.#passage.document.title);
    return this.#title;
  }

  /** From the nearest on. */
  get headings(): readonly TextWithTerms[] {
    this.#headings ??= this.#passage.passage.headings.toReversed().map(withTerms);
    return this.#headings;
  }

  /** By position. */
  get sentences(): readonly SentenceWords[] {
    this.#sentences ??= this.#passage.passage.sentences.map((sentence) => {
      const { start: shift } = this.#passage.passage;
      const [from, to] = [sentence.start - shift, sentence.end - shift];
      const terms = this.terms.filter(({ start }) => start >= from && start < to);
      return { terms, stems: new Set(terms.map(({ stem }) => stem)) };
    });
    return this.#sentences;
  }

  /** Runs of words of its text: see {@link shinglesOf}. */
  get shingles(): ReadonlySet<string> {
    this.#shingles ??= shinglesOf(this.terms);
    return this.#shingles;
  }
}

function withTerms(text: string): TextWithTerms {
  return { text, terms: termsOf(text) };
}
