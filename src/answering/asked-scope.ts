import type { Sentence } from '../passages/passage.js';
import type { PassageRecord } from './passage-records.js';

/** Words of questions about a document itself, in the languages that bylines are read in. */
const OF_DOCUMENT =
  /(?<!\p{L})(?:articles?|authors?|byline|documents?|headline|journalist|newsletter|newspaper|page|paper|posted|post|publi\p{L}+|report(?:er|ed|s)?|revised|source|stor(?:y|ies)|text|title|updated|dated?|writ(?:e|er|es|ing|ten)|wrote|artikels?|autorin|autor|bericht|datum|geschrieben|quelle|schrieb|titel|veröffentlicht\p{L}*|auteur|écrit|titre|autore|escrito)(?!\p{L})/iu;

/** "The cheapest", "the most seats"; not "at most", "most people", "most of". */
const SUPERLATIVE =
  /(?<!\p{L})(?:(?<!at )(?:most|least)(?! (?:of|people|common(?:ly)?)(?!\p{L}))|fewest|highest|lowest|largest|biggest|smallest|cheapest|dearest|longest|shortest|oldest|youngest|heaviest|lightest|fastest|quickest|slowest|strongest|weakest|tallest|widest|narrowest|thickest|thinnest|deepest|best|worst)(?!\p{L})/iu;

/** Tells of sentences whose kind cannot answer what a question asks for, whatever they name. */
export class AskedScope {
  readonly #isOfDocument: boolean;
  readonly #picksOneOfMany: boolean;

  constructor(question: string) {
    this.#isOfDocument = OF_DOCUMENT.test(question);
    this.#picksOneOfMany = SUPERLATIVE.test(question);
  }

  /**
   * A byline or a date of publication tells nothing of what the text is about; and one row of a table does not tell which
   * is the cheapest, unless it says so in some word ("Largest city: Bergen" of the biggest).
   */
  leavesOut({ kind }: Pick<Sentence, 'kind'>, record: Pick<PassageRecord, 'text'> | undefined): boolean {
    if (kind === 'stated') return !this.#isOfDocument;
    return this.#picksOneOfMany && record !== undefined && !SUPERLATIVE.test(record.text);
  }
}
