/** A link of Markdown within the site, to a heading of the page or to another page of it; bounded, since texts are hostile. */
const INNER_LINK =
  /\[[^[\]\n]{0,300}\]\((?!\w{1,20}:|\/\/)[^()\s]{0,300}(?:\([^()\s]{0,100}\)[^()\s]{0,300})?(?:\s"[^"\n]{0,200}")?\)/gu;
const LIST_MARK = /^\s*(?:[-+*•‣◦·▪–]|\(?\d{1,3}(?:\.\d{1,3}){0,4}[.)]?|\(?[a-z][.)])\s+/iu;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
/** "Introduction ……… 3": the place of the page number in a table of contents. */
const PAGE_NUMBER = /(?:[\s.…]*[.…]|\t|\s{3,50})\s*\d{1,4}\s*$/u;
/** Longer lines, in UTF-16 code units, are no entries of a table of contents. */
const LONGEST_LINE = 300;
/** What stands above a list that says where things are, and not what there is. */
const CONTENTS =
  /^(?:(?:table of )?contents|toc|on this page|in this (?:article|document|guide|page|section)|outline|inhalt|inhaltsverzeichnis|inhaltsübersicht|sommaire|table des matières|índice|contenido|目录|目錄|目次|المحتويات)[\s:：.]*$/iu;
/** Fewer lines that read like headings of the document may be words of it like others. */
const FEWEST_LINES = 3;

/**
 * Finds lines that only lead to other places of a document or site, as a table of contents does: lines of nothing but
 * links within the site, and runs of lines that each repeat a heading, with its page, below "Contents" or at the very beginning. Other lists
 * say what there is ("We sell these products", each with a section of its own): they answer like any text.
 */
export class NavigationFinder {
  readonly #titles: ReadonlySet<string>;
  readonly #first: string;

  /** @param headings of the document, as they are shown */
  constructor(headings: readonly { readonly text: string }[]) {
    this.#first = headings[0]?.text ?? '';
    this.#titles = new Set(headings.map(({ text }) => withoutMarks(text)));
  }

  /**
   * One answer a line, for lines in order that no heading parts.
   *
   * @param heading right above them
   */
  find(lines: readonly string[], heading = ''): boolean[] {
    const repeats = lines.map((line) => this.#repeatsHeading(line));
    const navigation = lines.map(isLinksAlone);
    for (let first = 0; first < lines.length; first += 1) {
      let beyond = first;
      while (repeats[beyond] === true) beyond += 1;
      const above = lines[first - 1] ?? heading;
      const leads =
        CONTENTS.test(withoutMarks(above)) ||
        (first === 0 && heading === this.#first) ||
        lines.slice(first, beyond).every((line) => PAGE_NUMBER.test(line));
      if (beyond - first >= FEWEST_LINES && leads) navigation.fill(true, first, beyond);
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
