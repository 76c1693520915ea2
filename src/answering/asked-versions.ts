import { type Term, termsOf } from '../passages/terms.js';
import type { RankedPassage } from '../retrieval/retriever.js';
import type { NamingText } from './neighbouring-words.js';
import { isYesOrNo } from './question-analysis.js';
import { areApart, takesIn, type VersionOrDate, versionsAndDatesIn } from './versions-and-dates.js';

/** A folder or a file that is of a version: `docs/4.2/setup.md`, `docs/v2/setup.md`, `2.x.md`; not `2.setup.md`. */
const FOLDER =
  /^(?:v(?<major>\p{Nd}+)|v?(?<version>\p{Nd}+(?:\.x|(?:\.\p{Nd}+)+(?:[.-]?\p{L}[\p{L}\p{N}.-]*)?)))(?:\.\p{L}+)?$/iu;

type Placed = Pick<RankedPassage, 'document' | 'passage' | 'text'>;

/** What a question's versions and dates tell of a passage. */
export interface PassageVersions {
  /** Whether a sentence is about others. */
  isOther(said: NamingText, isRecord: boolean): boolean;
  /**
   * The stems without the numbers of versions that are asked about, unless these stand there as a whole: a `4` and a
   * `2` are in most texts.
   *
   * @param terms of the sentence that they are of; left out, the passage's with its headings and title
   */
  whole(stems: ReadonlySet<string>, terms?: readonly Term[]): ReadonlySet<string>;
}

/**
 * The versions and dates that a question asks about. Tells what a document says of another one: "a token in the debug
 * log" under the heading `4.2.1` from what 4.1.3 fixed. The nearest counts, of the sentence, its headings, its title or
 * its folder; `4.2` may be `4.2.1`; a bound ("since 4.1") takes in what lies on its side, and any where that is not plain
 * or who asks wants a yes or a no: it is what the version is held against.
 */
export class AskedVersions {
  readonly #asked: readonly VersionOrDate[];
  /** Stems of the question that are nothing but parts of a version. */
  readonly #parts: ReadonlySet<string>;
  readonly #isYesOrNo: boolean;

  constructor(question: string) {
    this.#isYesOrNo = isYesOrNo(question);
    this.#asked = versionsAndDatesIn(question).filter(({ bound, isCertain }) => isCertain && !bound);
    const versions = this.#asked.filter(({ kind }) => kind === 'version');
    const numbers = new Set(versions.flatMap(({ numbers, stage }) => [...numbers, ...stage]));
    const terms = versions.length > 0 ? termsOf(question) : [];
    const alone = terms.filter((term) => !versions.some((version) => isWithin(version, [term])));
    for (const { stem } of alone) numbers.delete(stem);
    this.#parts = numbers;
  }

  /** Those that have in their text or headings all of what is asked about come first. */
  first<Passage extends Placed>(passages: readonly Passage[]): readonly Passage[] {
    if (this.#asked.length === 0) return passages;
    const holding = passages.filter(({ passage, text }) =>
      [text, ...passage.headings].some((part) => versionsAndDatesIn(part).some((one) => this.#isWhole(one))),
    );
    return [...holding, ...passages.filter((passage) => !holding.includes(passage))];
  }

  in(placed: Placed): PassageVersions {
    if (this.#asked.length === 0) return { isOther: () => false, whole: (stems) => stems };
    const own = versionsAndDatesIn(placed.text);
    const above = levelsAbove(placed);
    const isHeld = (some: readonly VersionOrDate[]) => some.some((one) => this.#isAsked(one));
    const isHeldAbove = above.some(isHeld);
    const isHeldBeside = isHeld(own);
    return {
      whole: (stems, terms) => {
        const some = terms ? own.filter((one) => isWithin(one, terms)) : [own, ...above].flat();
        if (some.some((one) => this.#isWhole(one))) return stems;
        return new Set([...stems].filter((stem) => !this.#parts.has(stem)));
      },
      isOther: ({ terms }, isRecord) => {
        const inside = own.filter((one) => isWithin(one, terms));
        if (isHeldAbove || isHeld(inside) || this.#isNamed(terms)) return false;
        const nearest = [inside, ...above].find((level) => level.some((one) => this.#isLike(one)));
        const like = nearest?.filter((one) => this.#isLike(one)) ?? [];
        if (like.length === 0 || like.some((one) => this.#isTakenIn(one))) return false;
        // What says more of a version that the passage names may name others.
        const isPlain = like.some(({ isFirst }) => isFirst) || (nearest === inside && isRecord);
        return isPlain || !isHeldBeside;
      },
    };
  }

  #isAsked(one: VersionOrDate): boolean {
    return this.#asked.some((asked) => asked.kind === one.kind && !areApart(asked, one));
  }

  #isWhole(one: VersionOrDate): boolean {
    const { numbers, stage, isWild } = one;
    return this.#asked.some(
      (asked) =>
        asked.kind === one.kind &&
        (isWild || asked.numbers.length <= numbers.length) &&
        asked.stage.length <= stage.length &&
        !areApart(asked, one),
    );
  }

  /** Whether a sentence has one without the word "version": Node 18 where Node version 18 is asked about. */
  #isNamed(terms: readonly Term[]): boolean {
    return this.#asked.some(({ kind, of, numbers }) =>
      terms.some(
        ({ word }, at) => kind === 'version' && word === of && terms[at + 1]?.word === numbers.join('.'),
      ),
    );
  }

  #isTakenIn(one: VersionOrDate): boolean {
    if (one.bound === undefined) return false;
    return this.#isYesOrNo || this.#asked.some((asked) => asked.kind === one.kind && takesIn(one, asked));
  }

  /** Whether it could stand for what is asked for: Python 3.10 is no other Node 4.2. */
  #isLike({ kind, isCertain, of }: VersionOrDate): boolean {
    return (
      isCertain && this.#asked.some((asked) => asked.kind === kind && (!of || !asked.of || asked.of === of))
    );
  }
}

/** Of the headings, from the nearest on, the title and the folders. */
function levelsAbove({ document, passage }: Placed): VersionOrDate[][] {
  const folders = document.id.split('/').flatMap((part) => {
    const { major, version } = FOLDER.exec(part)?.groups ?? {};
    return major ?? version ?? [];
  });
  return [
    ...passage.headings.toReversed(),
    document.title,
    ...folders.reverse().map((folder) => `version ${folder}`),
  ].map(versionsAndDatesIn);
}

function isWithin(one: VersionOrDate, terms: readonly Term[]): boolean {
  return terms.some(({ start, end }) => start >= one.start && end <= one.end);
}
