import {
  attributeOf,
  childElements,
  elementsIn,
  type HtmlElement,
  isElement,
  textOfNode,
} from './html-tree.js';

const NEVER_CONTENT: ReadonlySet<string> = new Set(
  `aside audio button canvas datalist embed frame frameset head iframe input link math map menu meta meter nav
   noframes noscript object progress rp rt script search select style svg template textarea title video`.split(
    /\s+/u,
  ),
);
const NEVER_CONTENT_ROLES: ReadonlySet<string> = new Set(
  'alertdialog banner complementary contentinfo dialog menu menubar navigation search tablist toolbar tooltip'.split(
    ' ',
  ),
);
/** Words of `id` and `class` that name what surrounds an article. */
const SURROUNDINGS =
  /(?:^|[\s_-])(?:cookies?|consent|gdpr|onetrust|breadcrumbs?|sidebar|navbar|site-?nav|toc|table-?of-?contents|pagination|pager|social|share|sharing|advert(?:isement)?|ads?|sponsor(?:ed)?|newsletter|subscribe|popup|modal|related(?:-?posts)?|skip-?link|headerlink|edit-?link|screen-?reader-?text|sr-?only|visually-?hidden|print-?only|mw-editsection|navbox|noprint)(?:$|[\s_-])/iu;
/** Elements that are the page or its content, whatever their classes say (`body class="has-sidebar"`). */
const FRAME: ReadonlySet<string> = new Set('html body main article table tbody tr td th'.split(' '));
const HIDDEN_STYLE = /display\s*:\s*none|visibility\s*:\s*hidden/iu;
/** A part named like surroundings is content all the same where it has more than this share of the text. */
const MOST_OF_THE_TEXT = 0.5;
/** What is marked as main is taken where it has this share of the text. */
const LEAST_SHARE_OF_MAIN = 0.2;
/** A block with more of its text in links than this, and at least so many of them, is navigation. */
const LINK_SHARE = 0.8;
const LEAST_LINKS = 4;
const CONTENT_NAMES =
  /^(?:main|content|main-?content|page-?content|post-?content|entry-?content|article(?:-?body)?|bodyContent|mw-content-text|readme)$/iu;

/** The part of a page that a reader came for, and what of it to leave out. */
export interface MainContent {
  readonly root: HtmlElement;
  isContent(element: HtmlElement): boolean;
}

/**
 * Finds the main content: what the page marks as such (`main`, `article`, the usual ids), else the whole body
 * without blocks that are mostly links. Scripts, navigation, asides, banners and what is hidden are out.
 */
export function findMainContent(page: HtmlElement): MainContent {
  const body = childElements(page).find(({ tagName }) => tagName === 'body') ?? page;
  const lengths = textLengths(body);
  const lengthOf = (element: HtmlElement) => lengths.get(element)?.text ?? 0;
  const whole = lengthOf(body);
  const isVisible = (element: HtmlElement): boolean => {
    if (isNeverContent(element)) return false;
    if (FRAME.has(element.tagName)) return true;
    const names = `${attributeOf(element, 'id') ?? ''} ${attributeOf(element, 'class') ?? ''}`;
    return !SURROUNDINGS.test(names) || lengthOf(element) > MOST_OF_THE_TEXT * whole;
  };
  const marked = markedMain(body, isVisible);
  const root = marked !== undefined && lengthOf(marked) >= LEAST_SHARE_OF_MAIN * whole ? marked : body;
  const isWholeBody = root === body;
  return {
    root,
    isContent(element) {
      if (!isVisible(element)) return false;
      if (!isWholeBody) return !isFooterOfPart(element);
      if (element.tagName === 'footer' || (element.tagName === 'header' && !holdsHeading(element)))
        return false;
      const { text = 0, links = 0, linkText = 0 } = lengths.get(element) ?? {};
      return FRAME.has(element.tagName) || links < LEAST_LINKS || linkText <= LINK_SHARE * text;
    },
  };
}

/** The first that is there: `main`, the only `article`, the parent of all articles, an element of a usual name. */
function markedMain(
  body: HtmlElement,
  isVisible: (element: HtmlElement) => boolean,
): HtmlElement | undefined {
  const articles: HtmlElement[] = [];
  let named: HtmlElement | undefined;
  for (const element of elementsIn(body, isVisible)) {
    if (element.tagName === 'main' || attributeOf(element, 'role') === 'main') return element;
    if (element.tagName === 'article') articles.push(element);
    named ??= CONTENT_NAMES.test(attributeOf(element, 'id') ?? '') ? element : undefined;
  }
  const [first] = articles;
  if (first === undefined) return named;
  if (articles.length === 1) return first;
  const parent = first.parentNode;
  return parent !== null && 'tagName' in parent ? parent : named;
}

function isNeverContent(element: HtmlElement): boolean {
  return (
    NEVER_CONTENT.has(element.tagName) ||
    NEVER_CONTENT_ROLES.has(attributeOf(element, 'role') ?? '') ||
    attributeOf(element, 'hidden') !== undefined ||
    attributeOf(element, 'aria-hidden') === 'true' ||
    HIDDEN_STYLE.test(attributeOf(element, 'style') ?? '') ||
    (element.tagName === 'dialog' && attributeOf(element, 'open') === undefined)
  );
}

function isFooterOfPart(element: HtmlElement): boolean {
  return element.tagName === 'footer' && !holdsHeading(element);
}

function holdsHeading(element: HtmlElement): boolean {
  for (const { tagName } of elementsIn(element)) if (/^h[1-6]$/u.test(tagName)) return true;
  return false;
}

interface TextLengths {
  text: number;
  links: number;
  linkText: number;
}

/** Characters of each element's text that may be content, with its links; without recursion, since pages nest deep. */
function textLengths(body: HtmlElement): Map<HtmlElement, TextLengths> {
  const lengths = new Map<HtmlElement, TextLengths>();
  const order = [...elementsIn(body, (element) => !isNeverContent(element))];
  for (const element of order.reverse()) {
    const sum: TextLengths = { text: 0, links: 0, linkText: 0 };
    for (const child of element.childNodes) {
      if (isElement(child)) {
        const below = lengths.get(child);
        sum.text += below?.text ?? 0;
        sum.links += below?.links ?? 0;
        sum.linkText += below?.linkText ?? 0;
      } else {
        sum.text += textOfNode(child)?.trim().length ?? 0;
      }
    }
    if (element.tagName === 'a') {
      sum.links = 1;
      sum.linkText = sum.text;
    }
    lengths.set(element, sum);
  }
  return lengths;
}
