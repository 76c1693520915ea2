import { isStopWord } from '../passages/stop-words.js';
import { type Term, termsOf } from '../passages/terms.js';
import type { NamingText } from './neighbouring-words.js';

/** Stands between who does it and what is done: "Alibaba is investing"; in front of both in a question. */
export const AUXILIARY = /^(?:is|are|was|were|has|have|had|will|would|can|could|did|does|do)$/u;
const PRONOUN = /^(?:he|she|it|they|its|his|her|their|him|them|we|our)$/u;
const CAPITAL = /^\p{Lu}/u;
/** Words that begin alike are forms of one name: French, France. */
const ALIKE = 4;

/**
 * Who or what a question asks the doing of, by its form: "How much is Baidu investing?" Says of a sentence whether it
 * tells what another does: "Alibaba has committed US$52 billion".
 */
export class AskedAgent {
  readonly #words: readonly string[];

  constructor(question: string) {
    const terms = termsOf(question);
    const auxiliary = terms.findIndex(
      ({ word }, position) => AUXILIARY.test(word) && isName(question, terms[position + 1]),
    );
    const name: string[] = [];
    for (let next = auxiliary + 1; auxiliary >= 0 && isName(question, terms[next]); next++) {
      name.push(terms[next]?.word ?? '');
    }
    this.#words = name;
  }

  /** @param above words of the headings and the title */
  isOtherIn({ text, terms }: NamingText, above: readonly Term[]): boolean {
    if (this.#words.length === 0) return false;
    const isNamed = [...terms, ...above].some(({ word }) => this.#words.some((own) => areAlike(own, word)));
    if (isNamed || terms.some(({ word }) => PRONOUN.test(word))) return false;
    return terms.some(({ word }, position) => AUXILIARY.test(word) && isName(text, terms[position - 1]));
  }
}

function isName(text: string, term: Term | undefined): boolean {
  return term !== undefined && CAPITAL.test(text.slice(term.start, term.end)) && !isStopWord(term.word);
}

function areAlike(one: string, other: string): boolean {
  return one === other || (one.length >= ALIKE && one.slice(0, ALIKE) === other.slice(0, ALIKE));
}
