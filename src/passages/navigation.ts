/** A link of Markdown within the site, to a heading of the page or to another page of it; bounded, since texts are hostile. */
const INNER_LINK =
  /\[[^[\]\n]{0,300}\]\((?!\w{1,20}:|\/\/)[^()\s]{0,300}(?:\([^()\s]{0,100}\)[^()\s]{0,300})?(?:\s"[^"\n]{0,200}")?\)/gu;
const LIST_MARK = /^\s*(?:[-+*•‣◦·▪–]|\(?\d{1,3}(?:\.\d{1,3}){0,4}[.)]?|\(?[a-z][.)])\s+/iu;
const LEAD_IN_END = /[:：]\s*$/u;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
/** "Introduction ……… 3": the place of the page number in a table of contents. */
const PAGE_NUMBER = /(?:[\s.…]*[.…]|\t|\s{3,50})\s*\d{1,4}\s*$/u;
/** Longer lines, in UTF-16 code units, are no entries of a table of contents. */
const LONGEST_LINE = 300;
/** Fewer lines that read like headings of the document may be words of it like others. */
const FEWEST_LINES = 3;

/**
 * Finds lines that only lead to other places of a document or site, as a table of contents does: lines of nothing but
 * links within the site, and runs of lines that each repeat a heading, unless a line introduces them ("The benefits
 * are:").
 */
export class NavigationFinder {
  readonly #titles: ReadonlySet<string>;

  /** @param headings of the document, as they are shown */
  constructor(headings: readonly { readonly text: string }[]) {
    this.#titles = new Set(headings.map(({ text }) => withoutMarks(text)));
  }

  /** One answer a line, for lines in order that no heading parts. */
  find(lines: readonly string[]): boolean[] {
    const repeats = lines.map((line) => this.#repeatsHeading(line));
    const navigation = lines.map(isLinksAlone);
    for (let first = 0; first < lines.length; first += 1) {
      let beyond = first;
      while (repeats[beyond] === true) beyond += 1;
      const isIntroduced = LEAD_IN_END.test(lines[first - 1] ?? '');
      if (beyond - first >= FEWEST_LINES && !isIntroduced) navigation.fill(true, first, beyond);
      first = Math.max(first, beyond);
    }
    return navigation;
  }

  #repeatsHeading(line: string): boolean {
    if (this.#titles.size === 0 || line.length > LONGEST_LINE) return false;
    return this.#titles.has(withoutMarks(line.replace(PAGE_NUMBER, '')));
  }
}

function isLinksAlone(line: string): boolean {
  if (!line.includes('](')) return false;
  const rest = line.replace(INNER_LINK, '');
  return rest.length < line.length && !LETTER_OR_DIGIT.test(rest.replace(LIST_MARK, ''));
}

function withoutMarks(line: string): string {
  return line.replace(LIST_MARK, '').replace(/\s+/gu, ' ').trim().toLowerCase();
}
