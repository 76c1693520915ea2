import type { Sentence } from '../passages/passage.js';
import { contentTerms } from '../passages/terms.js';

const WHO =
  /(?<!\p{L})(?:who|whom|whose|wer|wem|qui|quién|author\s+of|autor(?:in)?\s+(?:des|der|von))(?!\p{L})/iu;
const WRITING =
  /(?<!\p{L})(?:wrote|writ(?:e|er|ers|es|ten|ing)|author(?:s|ed)?|journalist|reporter|byline|schrieb|geschrieben|verfasst\p{L}*|verfasser(?:in)?|autor(?:in)?|auteure?|écrit|escrib\p{L}+|escrito)(?!\p{L})/giu;
const DOCUMENT =
  /(?<!\p{L})(?:articles?|reports?|stor(?:y|ies)|texte?|pages?|posts?|papers?|notices?|documents?|pieces?|columns?|essays?|entry|artikels?|berichts?|beitrags?)(?!\p{L})/giu;

/** Stop words are English ones. */
const SMALL_WORDS =
  /(?<!\p{L})(?:we[rm]|hat|ist|war|de[rmns]|die|das|vo[nm]|eine?[srmn]?|über|am|im|zu[rm]?|qui|par|est|an?|l[ae]s?|du|des?|d|une?|sur|quién|es|el|los|sobre)(?!\p{L})/giu;

/**
 * Who is asked for as the writer of a document: its byline says so, and what the text says of whom or what it is about
 * does not.
 */
export class AskedAuthor {
  /** What the document is about or called, as the question has it; empty where no writer is asked for. */
  readonly #topic: ReadonlySet<string>;
  readonly #namesDocument: boolean;

  constructor(question: string) {
    const topic = [WRITING, DOCUMENT, SMALL_WORDS].reduce((rest, word) => rest.replace(word, ' '), question);
    const asks = WHO.test(question) && question.search(WRITING) >= 0;
    this.#topic = new Set(asks ? contentTerms(topic).map(({ stem }) => stem) : []);
    this.#namesDocument = question.search(DOCUMENT) >= 0;
  }

  /**
   * Whether a line states the author of the document that is meant: its title holds what the question calls it. A
   * question that names no kind of document ("Who wrote Hamlet?") has most of the title's words: a text about a play has
   * another writer than the play.
   */
  isStatedIn({ facts = [] }: Pick<Sentence, 'facts'>, title: string): boolean {
    if (this.#topic.size === 0 || !facts.includes('author')) return false;
    const words = new Set(contentTerms(title).map(({ stem }) => stem));
    const held = [...this.#topic].filter((stem) => words.has(stem)).length;
    return held === this.#topic.size && (this.#namesDocument || 2 * held > words.size);
  }
}
