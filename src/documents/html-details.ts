import { childElements, elementsIn, type HtmlElement, isElement, textOfNode } from './html-tree.js';

const HEADING = /^h[1-6]$/u;
/** Elements that show no text. */
const EMPTY: ReadonlySet<string> = new Set([
  'br',
  'hr',
  'img',
  'link',
  'meta',
  'script',
  'style',
  'template',
]);

/** The `summary` that a browser shows of a `details`. */
export function summaryOf(details: HtmlElement): HtmlElement | undefined {
  return childElements(details).find(({ tagName }) => tagName === 'summary');
}

/**
 * The `details` behind which the text around them goes on: their summary is no heading, since that text would stand
 * under it.
 */
export function detailsWithinText(root: HtmlElement): ReadonlySet<HtmlElement> {
  const within = new Set<HtmlElement>();
  for (const parent of elementsIn(root)) {
    let textFollows = false;
    for (const child of parent.childNodes.toReversed()) {
      if (!isElement(child)) {
        textFollows ||= (textOfNode(child)?.trim() ?? '') !== '';
      } else if (child.tagName === 'details') {
        if (textFollows) within.add(child);
        textFollows = false;
      } else if (!EMPTY.has(child.tagName)) {
        textFollows = !HEADING.test(child.tagName);
      }
    }
  }
  return within;
}
