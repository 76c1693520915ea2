import { attributeOf, type HtmlElement, isElement, textOfNode } from './html-tree.js';

const LONGEST_MARK = 8;
const WORD = /[\p{L}\p{N}]/u;

/** A link within the page that shows a mark alone (`§`, `¶`, `↑`): programs set it beside headings and notes. */
export function isAnchorMark(element: HtmlElement): boolean {
  if (element.tagName !== 'a' || attributeOf(element, 'href')?.startsWith('#') !== true) return false;
  const text = rawText(element, () => true);
  return text.length <= LONGEST_MARK && !WORD.test(text);
}

/** The text of an element as its source has it, blanks included. */
export function rawText(element: HtmlElement, isContent: (element: HtmlElement) => boolean): string {
  return element.childNodes
    .map((child) => {
      if (!isElement(child)) return textOfNode(child) ?? '';
      if (child.tagName === 'br') return '\n';
      return isContent(child) ? rawText(child, isContent) : '';
    })
    .join('');
}
