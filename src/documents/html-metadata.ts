import { z } from 'zod';
import type { DocumentMetadata } from './build-document.js';
import { attributeOf, elementsIn, type HtmlElement, textOfNode } from './html-tree.js';
import { oneLine } from './structured-text.js';

const TITLE_NAMES = ['og:title', 'citation_title', 'dc.title', 'dcterms.title', 'twitter:title'];
const AUTHOR_NAMES = [
  'author',
  'citation_author',
  'article:author',
  'dc.creator',
  'dcterms.creator',
  'parsely-author',
];
const PUBLISHED_NAMES = [
  'article:published_time',
  'citation_publication_date',
  'datepublished',
  'dc.date',
  'dcterms.created',
  'dc.date.issued',
  'pubdate',
  'publish-date',
  'date',
  'parsely-pub-date',
];
const KEYWORD_NAMES = ['keywords'];
/** `Leave policy | Example Ltd`: the page's own title and the site's. */
const SITE_SUFFIX = /\s(?:[|•·»]|[-–—])\s[^|•·»]{1,60}$/u;
const ADDRESS = /^(?:https?:)?\/\//iu;
const LARGEST_JSON = 1_000_000;

const person = z.union([z.string(), z.looseObject({ name: z.string().optional() })]);
const JSON_LD = z.looseObject({
  '@type': z.union([z.string(), z.array(z.string())]).optional(),
  '@graph': z.array(z.unknown()).optional(),
  headline: z.string().optional().catch(undefined),
  author: z
    .union([person, z.array(person)])
    .optional()
    .catch(undefined),
  datePublished: z.string().optional().catch(undefined),
  url: z.string().optional().catch(undefined),
});
type JsonLd = z.infer<typeof JSON_LD>;

/**
 * What a page says of itself: schema.org JSON-LD, Open Graph, Dublin Core and Highwire metadata, `title`, canonical link.
 *
 * @param content what is its own: outside of it, headings are the site's
 */
export function htmlMetadata(page: HtmlElement, content: HtmlElement): DocumentMetadata {
  const found = collect(page);
  const article = found.jsonLd.find(({ headline }) => headline !== undefined);
  const named = (names: readonly string[]) => names.map((name) => found.meta.get(name)).find(isFilled);
  const title =
    article?.headline ??
    named(TITLE_NAMES) ??
    ownTitle(found.title, firstHeading(content)) ??
    firstHeading(page);
  const author =
    authorOf(article) ?? named(AUTHOR_NAMES.filter((name) => !ADDRESS.test(found.meta.get(name) ?? '')));
  const published = article?.datePublished ?? named(PUBLISHED_NAMES) ?? found.time;
  const url = webAddress(found.canonical ?? found.meta.get('og:url') ?? article?.url, found.base);
  const tags = (named(KEYWORD_NAMES) ?? '').split(',').map(oneLine).filter(isFilled);
  return {
    ...filled('title', title),
    ...filled('author', author),
    ...filled('published', published),
    ...(url === undefined ? {} : { url }),
    ...(tags.length === 0 ? {} : { tags }),
  };
}

interface Collected {
  readonly meta: Map<string, string>;
  readonly jsonLd: JsonLd[];
  title?: string;
  time?: string;
  canonical?: string;
  base?: string;
}

function collect(page: HtmlElement): Collected {
  const found: Collected = { meta: new Map(), jsonLd: [] };
  for (const element of elementsIn(page, ({ tagName }) => tagName !== 'svg')) {
    const content = attributeOf(element, 'content');
    if (element.tagName === 'meta' && content !== undefined) {
      const name =
        attributeOf(element, 'name') ?? attributeOf(element, 'property') ?? attributeOf(element, 'itemprop');
      const key = name?.trim().toLowerCase() ?? '';
      if (!found.meta.has(key)) found.meta.set(key, content);
    } else if (element.tagName === 'title') {
      found.title ??= ownText(element);
    } else if (element.tagName === 'base') {
      found.base ??= attributeOf(element, 'href') ?? '';
    } else if (element.tagName === 'link' && attributeOf(element, 'rel')?.toLowerCase() === 'canonical') {
      found.canonical ??= attributeOf(element, 'href') ?? '';
    } else if (element.tagName === 'time' && attributeOf(element, 'pubdate') !== undefined) {
      found.time ??= attributeOf(element, 'datetime') ?? '';
    } else if (attributeOf(element, 'type')?.toLowerCase() === 'application/ld+json') {
      found.jsonLd.push(...jsonLdOf(ownText(element)));
    }
  }
  return found;
}

function firstHeading(root: HtmlElement): string | undefined {
  for (const element of elementsIn(root, ({ tagName }) => tagName !== 'svg')) {
    if (element.tagName === 'h1') return allText(element);
  }
  return undefined;
}

/** Pages hold broken JSON-LD: it says nothing then. */
function jsonLdOf(json: string): JsonLd[] {
  if (json.length > LARGEST_JSON) return [];
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
  return (Array.isArray(value) ? value : [value]).flatMap((item) => {
    const parsed = JSON_LD.safeParse(item);
    if (!parsed.success) return [];
    const graph = (parsed.data['@graph'] ?? []).flatMap((node) => {
      const inner = JSON_LD.safeParse(node);
      return inner.success ? [inner.data] : [];
    });
    return [parsed.data, ...graph];
  });
}

function authorOf(article: JsonLd | undefined): string | undefined {
  const authors = article?.author === undefined ? [] : [article.author].flat();
  const names = authors.map((author) => (typeof author === 'string' ? author : author.name)).filter(isFilled);
  return names.length > 0 ? names.join(', ') : undefined;
}

/** The page's heading where its `title` holds that with the site's name, else the `title` without the name. */
function ownTitle(title: string | undefined, heading: string | undefined): string | undefined {
  const whole = oneLine(title ?? '');
  const first = oneLine(heading ?? '');
  if (first !== '' && (whole === '' || whole.toLowerCase().includes(first.toLowerCase()))) return first;
  const own = whole.replace(SITE_SUFFIX, '');
  return own === '' ? undefined : own;
}

function webAddress(address: string | undefined, base: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address, base)) return undefined;
  const url = new URL(address, base);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
}

function ownText(element: HtmlElement): string {
  return element.childNodes.map((child) => textOfNode(child) ?? '').join('');
}

function allText(element: HtmlElement): string {
  let text = '';
  for (const inner of elementsIn(element)) text += ` ${ownText(inner)}`;
  return text;
}

function isFilled(value: string | undefined): value is string {
  return value !== undefined && value.trim() !== '';
}

function filled(name: string, value: string | undefined): Readonly<Record<string, string>> {
  const text = oneLine(value ?? '');
  return text === '' ? {} : { [name]: text };
}
