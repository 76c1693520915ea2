import type { Sentence } from '../passages/passage.js';
import { contentTerms } from '../passages/terms.js';
import { firstValue } from './record-fields.js';

/** Words of questions about a document itself, in the languages that bylines are read in. */
const OF_DOCUMENT =
  /(?<!\p{L})(?:articles?|authors?|byline|documents?|headline|journalist|newsletter|newspaper|page|paper|posted|post|publi\p{L}+|report(?:er|ed|s)?|revised|source|stor(?:y|ies)|text|title|updated|dated?|writ(?:e|er|es|ing|ten)|wrote|artikels?|autorin|autor|bericht|datum|geschrieben|quelle|schrieb|titel|veröffentlicht\p{L}*|auteur|écrit|titre|autore|escrito)(?!\p{L})/iu;

/** "The cheapest", "the most seats"; not "at most", "most people", "most likely". */
const SUPERLATIVE =
  /(?<!\p{L})(?:(?<!at |at the )(?:most|least)(?! (?:of|people|common(?:ly)?|important|likely|recent(?:ly)?)(?!\p{L}))|fewest|highest|lowest|largest|biggest|smallest|cheapest|dearest|longest|shortest|oldest|youngest|heaviest|lightest|fastest|quickest|slowest|strongest|weakest|tallest|widest|narrowest|thickest|thinnest|deepest|best(?! before)|worst)(?!\p{L})/iu;
/** A row that gives a bound has what is largest or smallest of its own. */
const BOUND = /(?<!\p{L})(?:max|min|maximum|minimum|up to|bis)(?!\p{L})/iu;

/** Tells of sentences whose kind cannot answer what a question asks for, whatever they name. */
export class AskedScope {
  readonly #isOfDocument: boolean;
  readonly #picksOneOfMany: boolean;
  readonly #stems: ReadonlySet<string>;

  constructor(question: string) {
    this.#isOfDocument = OF_DOCUMENT.test(question);
    this.#picksOneOfMany = SUPERLATIVE.test(question);
    this.#stems = new Set(contentTerms(question).map(({ stem }) => stem));
  }

  /**
   * A byline or a date of publication tells nothing of what the text is about; and one row of a table does not tell which
   * is the cheapest, unless it says so in some word ("Largest city: Bergen" of the biggest) or is the one that is named.
   *
   * @param record what it says and what it is about (`Room: Aire`), where it is one
   */
  leavesOut(
    { kind }: Pick<Sentence, 'kind'>,
    record: { readonly text: string; readonly about: string } | undefined,
  ): boolean {
    if (kind === 'stated') return !this.#isOfDocument;
    if (!record || !this.#picksOneOfMany || SUPERLATIVE.test(record.text) || BOUND.test(record.text))
      return false;
    const names = contentTerms(firstValue(record.about));
    return !names.some(({ stem }) => this.#stems.has(stem));
  }
}
