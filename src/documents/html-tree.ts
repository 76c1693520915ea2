import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5';

export type HtmlNode = DefaultTreeAdapterTypes.ChildNode;
export type HtmlElement = DefaultTreeAdapterTypes.Element;
type HtmlParent = DefaultTreeAdapterTypes.ParentNode;

/** Blanks of the source say nothing but "a blank" (CSS `white-space: normal`). */
const SOURCE_BLANKS = /[ \t\n\r\f]+/gu;
/** Elements whose text does not run on from the text before them. */
const BLOCKS: ReadonlySet<string> = new Set(
  `address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer
   form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre search section summary table
   tbody td tfoot th thead tr ul`.split(/\s+/u),
);

/** As a browser reads it (WHATWG HTML): every text is a page, however broken. */
export function parseHtml(html: string): HtmlElement | undefined {
  return childElements(parse(html)).find(({ tagName }) => tagName === 'html');
}

export function isElement(node: HtmlNode): node is HtmlElement {
  return defaultTreeAdapter.isElementNode(node);
}

/** The text of a text node; `undefined` for any other. */
export function textOfNode(node: HtmlNode): string | undefined {
  return defaultTreeAdapter.isTextNode(node) ? node.value : undefined;
}

export function attributeOf(element: HtmlElement, name: string): string | undefined {
  return element.attrs.find((attribute) => attribute.name === name)?.value;
}

export function childElements(parent: HtmlParent): HtmlElement[] {
  return parent.childNodes.filter(isElement);
}

/** Elements below `root` in document order, itself first; those that `enter` refuses are left out with all below. */
export function* elementsIn(
  root: HtmlElement,
  enter: (element: HtmlElement) => boolean = () => true,
): Generator<HtmlElement> {
  const waiting = [root];
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    if (!enter(element)) continue;
    yield element;
    // One by one: as arguments of one call, those of an element with 100,000 children overflow the stack.
    for (const child of childElements(element).reverse()) waiting.push(child);
  }
}

export function isBlock(element: HtmlElement): boolean {
  return BLOCKS.has(element.tagName);
}

/** The text of a text node as part of a paragraph. */
export function collapseSourceBlanks(text: string): string {
  return text.replace(SOURCE_BLANKS, ' ');
}
