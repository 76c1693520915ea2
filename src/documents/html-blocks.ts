import { isAnchorMark, rawText } from './html-anchor-mark.js';
import { detailsWithinText, summaryOf } from './html-details.js';
import { htmlTableRecords } from './html-table.js';
import {
  attributeOf,
  childElements,
  collapseSourceBlanks,
  type HtmlElement,
  type HtmlNode,
  isBlock,
  isElement,
  textOfNode,
} from './html-tree.js';
import { oneLine, type StructuredTextWriter } from './structured-text.js';

const HEADING = /^h(?<level>[1-6])$/u;

interface OpenItem {
  readonly depth: number;
  readonly marker: string;
  written: boolean;
}

/**
 * Writes the blocks below an element: headings, paragraphs, list items, rows of tables, code. Text that no block
 * holds makes paragraphs of its own, as browsers show it.
 *
 * @param isContent elements for which it is false are left out with all below them
 */
export function writeHtmlBlocks(
  root: HtmlElement,
  writer: StructuredTextWriter,
  isContent: (element: HtmlElement) => boolean,
): void {
  new BlockWalk(writer, isContent, detailsWithinText(root)).walkChildren(root);
}

class BlockWalk {
  #inline: string[] = [];
  /** Terms (`dt`) that wait for their definition. */
  #terms: string[] = [];
  #items: OpenItem[] = [];
  /** Of the heading above; 0 above the first. */
  #level = 0;

  constructor(
    private readonly writer: StructuredTextWriter,
    private readonly isContent: (element: HtmlElement) => boolean,
    private readonly detailsWithinText: ReadonlySet<HtmlElement>,
  ) {}

  /** As blocks of their own. */
  walkChildren(parent: HtmlElement): void {
    this.#endParagraph();
    for (const child of parent.childNodes) this.#walk(child);
    this.#endParagraph();
  }

  #walk(node: HtmlNode): void {
    const text = textOfNode(node);
    if (text !== undefined) this.#inline.push(collapseSourceBlanks(text));
    if (!isElement(node) || !this.isContent(node) || isAnchorMark(node)) return;
    const level = HEADING.exec(node.tagName)?.groups?.['level'];
    if (level !== undefined) {
      this.#heading(Number(level), node);
    } else if (node.tagName === 'br') {
      this.#inline.push('\n');
    } else if (node.tagName === 'pre') {
      this.#endParagraph();
      this.writer.preformatted(rawText(node, this.isContent));
    } else if (node.tagName === 'table') {
      this.#table(node);
    } else if (node.tagName === 'ul' || node.tagName === 'ol') {
      this.#list(node);
    } else if (node.tagName === 'dt') {
      this.#term(node);
    } else if (node.tagName === 'details') {
      this.#details(node);
    } else if (isBlock(node)) {
      this.walkChildren(node);
      if (node.tagName === 'dl') this.#endTerms();
    } else {
      for (const child of node.childNodes) this.#walk(child);
    }
  }

  #heading(level: number, element: HtmlElement): void {
    this.#endParagraph();
    this.#level = level;
    this.writer.heading(level, this.#textOf(element));
  }

  /**
   * The summary is the heading of what it opens, as a question is of its answer; a term before it where that would
   * make a heading of the text behind, too, or the title of the page.
   */
  #details(details: HtmlElement): void {
    const summary = summaryOf(details);
    if (summary === undefined || !this.isContent(summary)) {
      this.walkChildren(details);
      return;
    }
    this.#endParagraph();
    const level = this.#level;
    if (level === 0 || this.detailsWithinText.has(details)) this.#term(summary);
    else this.#heading(level + 1, summary);
    for (const child of details.childNodes) if (child !== summary) this.#walk(child);
    this.#endParagraph();
    this.#endTerms();
    this.#level = level;
  }

  #term(element: HtmlElement): void {
    this.#endParagraph();
    this.#terms.push(oneLine(this.#textOf(element)).replace(/[:：]$/u, ''));
  }

  #list(list: HtmlElement): void {
    this.#endParagraph();
    if (this.#terms.length > 0) this.writer.paragraph(`${this.#terms.join(', ')}:`);
    this.#terms = [];
    let number = Number.parseInt(attributeOf(list, 'start') ?? '1', 10) || 1;
    for (const child of list.childNodes) {
      if (!isElement(child) || child.tagName !== 'li') {
        this.#walk(child);
        continue;
      }
      if (!this.isContent(child)) continue;
      const marker = list.tagName === 'ol' ? `${number++}.` : '-';
      this.#items.push({ depth: this.#items.length, marker, written: false });
      this.walkChildren(child);
      this.#items.pop();
    }
    this.#endParagraph();
    if (this.#items.length === 0) this.writer.endList();
  }

  #table(table: HtmlElement): void {
    this.#endParagraph();
    const records = htmlTableRecords(table, (cell) => oneLine(this.#textOf(cell)));
    if (records === undefined) {
      this.walkChildren(table);
      return;
    }
    for (const child of childElements(table)) if (child.tagName === 'caption') this.walkChildren(child);
    for (const record of records) this.writer.record(record);
  }

  #endParagraph(): void {
    const text = this.#inline.join('');
    this.#inline = [];
    if (text.trim() === '') return;
    const item = this.#items.at(-1);
    if (this.#terms.length > 0) {
      this.writer.paragraph(`${this.#terms.join(', ')}: ${text.trim()}`);
      this.#terms = [];
    } else if (item !== undefined && !item.written) {
      item.written = true;
      this.writer.listItem(item.depth, item.marker, text);
    } else {
      this.writer.paragraph(text);
    }
  }

  #endTerms(): void {
    for (const term of this.#terms) this.writer.paragraph(term);
    this.#terms = [];
  }

  /** The text of an element on one line, blocks in it parted by blanks. */
  #textOf(element: HtmlElement): string {
    return element.childNodes
      .map((child) => {
        if (!isElement(child)) return collapseSourceBlanks(textOfNode(child) ?? '');
        if (!this.isContent(child) || isAnchorMark(child)) return '';
        if (child.tagName === 'br') return ' ';
        return isBlock(child) ? ` ${this.#textOf(child)} ` : this.#textOf(child);
      })
      .join('');
  }
}
