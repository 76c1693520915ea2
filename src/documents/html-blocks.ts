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

const LONGEST_MARK = 8;
const WORD = /[\p{L}\p{N}]/u;

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
  new BlockWalk(writer, isContent).walkChildren(root);
}

class BlockWalk {
  #inline: string[] = [];
  /** Terms (`dt`) that wait for their definition. */
  #terms: string[] = [];
  #items: OpenItem[] = [];

  constructor(
    private readonly writer: StructuredTextWriter,
    private readonly isContent: (element: HtmlElement) => boolean,
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
      this.#endParagraph();
      this.writer.heading(Number(level), this.#textOf(node));
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
      this.#endParagraph();
      this.#terms.push(oneLine(this.#textOf(node)).replace(/[:：]$/u, ''));
    } else if (isBlock(node)) {
      this.walkChildren(node);
      if (node.tagName === 'dl') this.#endTerms();
    } else {
      for (const child of node.childNodes) this.#walk(child);
    }
  }

  #list(list: HtmlElement): void {
    this.#endParagraph();
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

/** A link within the page that shows a mark alone (`§`, `¶`, `↑`): programs set it beside headings and notes. */
function isAnchorMark(element: HtmlElement): boolean {
  if (element.tagName !== 'a' || attributeOf(element, 'href')?.startsWith('#') !== true) return false;
  const text = rawText(element, () => true);
  return text.length <= LONGEST_MARK && !WORD.test(text);
}

function rawText(element: HtmlElement, isContent: (element: HtmlElement) => boolean): string {
  return element.childNodes
    .map((child) => {
      if (!isElement(child)) return textOfNode(child) ?? '';
      if (child.tagName === 'br') return '\n';
      return isContent(child) ? rawText(child, isContent) : '';
    })
    .join('');
}
