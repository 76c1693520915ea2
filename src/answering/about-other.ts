import type { Term } from '../passages/terms.js';
import type { RankedPassage } from '../retrieval/retriever.js';
import type { AskedAgent } from './asked-agent.js';
import type { AskedNames } from './asked-names.js';
import type { NamingText } from './neighbouring-words.js';
import { stemsOf } from './overlap.js';
import type { PassageRecord } from './passage-records.js';
import { firstValue, recordFields } from './record-fields.js';

const DIGIT = /\p{Nd}/u;

/** What a question says of what it asks for. */
interface AskedThings {
  readonly names: AskedNames;
  readonly agent: AskedAgent;
  /** The stem of what it asks the number of. */
  readonly counted: string | undefined;
}

/** What a passage stands among. */
interface PassageSurroundings {
  /** Stems of names that are asked about and head a section beside the passage's. */
  readonly beside: ReadonlySet<string>;
  /** Stems of the passage with its headings and title. */
  readonly held: ReadonlySet<string>;
}

/** Tells of a passage's sentences which are about the like of what a question asks for. */
export class AboutOther {
  /** Words of the heading and the title. */
  readonly #above: readonly Term[];
  /** Stems of what is asked about that they have the like of in its place. */
  readonly #substitutedAbove: readonly string[];

  constructor(
    private readonly asked: AskedThings,
    private readonly ranked: RankedPassage,
    private readonly around: PassageSurroundings,
  ) {
    const { title, headings } = ranked.words;
    const [heading] = headings;
    this.#above = [...(heading?.terms ?? []), ...title.terms];
    // A title is wider than what is asked for ("City pools"), but for the number of a model or an edition.
    const substituted = [
      ...(heading ? asked.names.substitutedIn(heading) : []),
      ...asked.names.substitutedIn(title).filter(({ isNumber }) => isNumber),
    ];
    this.#substitutedAbove = substituted.map(({ stem }) => stem).filter((stem) => !holds(this.#above, stem));
  }

  /** Whether a sentence is, by itself, by the heading or title above it, or as one of those that are counted. */
  is(said: NamingText, record: PassageRecord | undefined): boolean {
    const { text, terms, key } = said;
    const { title, headings } = this.ranked.words;
    return (
      this.namesOther(said) ||
      (key !== undefined &&
        this.asked.names.isOtherNumber(firstValue(text.slice(key.start, key.end)).trim(), terms)) ||
      this.asked.names.isOfOtherYear(said, this.around.held, [...headings, title]) ||
      this.asked.agent.isOtherIn(said, this.#above) ||
      (this.around.beside.size > 0 && !said.terms.some(({ stem }) => this.around.beside.has(stem))) ||
      isOneOf(this.asked.counted, record)
    );
  }

  private namesOther(said: NamingText): boolean {
    const isSaid = (stem: string) => holds(said.terms, stem);
    return (
      this.asked.names
        .substitutedIn(said)
        .some(
          (other) => (other.isNumber || !isSaid(other.stem)) && !(other.isFirst && this.isNamedAround(other)),
        ) || this.#substitutedAbove.some((stem) => !isSaid(stem))
    );
  }

  /** "Professor Smith" is Jane Smith where the passage names her. */
  private isNamedAround({ stem, shared }: { readonly stem: string; readonly shared: string }): boolean {
    const { terms } = this.ranked.words;
    return terms.some((term, position) => term.stem === shared && terms[position - 1]?.stem === stem);
  }
}

function holds(terms: readonly Term[], stem: string): boolean {
  return terms.some((term) => term.stem === stem);
}

/** A record is one of those that a question counts, and does not say how many there are. */
function isOneOf(counted: string | undefined, record: PassageRecord | undefined): boolean {
  if (counted === undefined || record === undefined) return false;
  const [key, ...others] = recordFields(record.text);
  if (!key || others.length === 0 || DIGIT.test(record.text.slice(key.start, key.end))) return false;
  return stemsOf(key.name).has(counted);
}
