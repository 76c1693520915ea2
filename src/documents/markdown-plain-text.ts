import { Lexer, Parser } from 'marked';
import {
  attributeOf,
  collapseSourceBlanks,
  type HtmlNode,
  isElement,
  parseHtml,
  textOfNode,
} from './html-tree.js';
import type { TextLine } from './text-lines.js';

/** Markdown on one line that is longer, in UTF-16 code units, stays as it is: nobody wrote it as a heading. */
const LONGEST_LINE = 1_000;
const HAS_MARKUP = /[\\`*_~[\]<>&!:{]/u;
/** `## Title {#name}`, as kramdown, Docusaurus and Pandoc name a heading. */
const HEADING_NAME = /[ \t]*\{#[^{}\s]+\}$/u;
/** CommonMark, 4.7: `[label]: address`. */
const DEFINITION = /^\[(?<label>[^\]]+)\]:\s*\S/u;

/** Labels of a text to which links refer, as the text has them defined; case and blanks of a label do not count. */
export function linkLabels(lines: readonly TextLine[]): ReadonlySet<string> {
  const labels = lines.flatMap(({ text }) => DEFINITION.exec(text)?.groups?.['label'] ?? []);
  return new Set(labels.map((label) => label.replace(/\s+/gu, ' ').toLowerCase()));
}

/**
 * One line of Markdown as it reads when it is shown: links by their text, without images, marks of emphasis and code,
 * and tags. Images alone read as their descriptions.
 *
 * @param labels see {@link linkLabels}; brackets that refer to no other are text
 */
export function markdownPlainText(markdown: string, labels: ReadonlySet<string>): string {
  if (markdown.length > LONGEST_LINE || !HAS_MARKUP.test(markdown)) return markdown;
  const lexer = new Lexer();
  for (const label of labels) lexer.tokens.links[label] = { href: '#', title: null };
  const html = Parser.parseInline(lexer.inlineTokens(markdown.replace(HEADING_NAME, '')));
  const { text, descriptions } = shownText(html);
  return text === '' ? descriptions : text;
}

function shownText(html: string): { text: string; descriptions: string } {
  const texts: string[] = [];
  const descriptions: string[] = [];
  const page = parseHtml(html);
  const waiting: HtmlNode[] = page === undefined ? [] : [page];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    texts.push(textOfNode(node) ?? '');
    if (!isElement(node)) continue;
    if (node.tagName === 'img') descriptions.push(attributeOf(node, 'alt') ?? '');
    if (node.tagName === 'br') texts.push(' ');
    waiting.push(...node.childNodes.toReversed());
  }
  return {
    text: collapseSourceBlanks(texts.join('')).trim(),
    descriptions: collapseSourceBlanks(descriptions.join(' ')).trim(),
  };
}
