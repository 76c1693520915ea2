import type { Heading } from './document.js';
import { isGraphemeBoundary } from './grapheme-boundary.js';
import { linkLabels, markdownPlainText } from './markdown-plain-text.js';
import type { TextLine } from './text-lines.js';

const FENCE = /^(?<mark>`{3,}|~{3,})/u;
/** CommonMark: four columns of indentation are code, not a heading. */
const DEEPEST_HEADING_INDENT = 3;
const ATX = /^(?<marks>#{1,6})(?:[ \t]+(?<text>.*?))?(?:[ \t]+#+)?$/u;
const SETEXT_UNDERLINE = /^(?:=+|-{2,})$/u;
const STARTS_OTHER_BLOCK = /^(?:#{1,6}\s|[-*+>|]|\d+[.)]\s|`{3}|~{3})/u;

/**
 * ATX (`## Title`) and setext (underlined) headings of CommonMark, outside fenced and indented code.
 * A span covers the heading as it is written, without `#` marks and underline; its text is what is shown of it.
 */
export function markdownHeadings(lines: readonly TextLine[]): Heading[] {
  const headings: Heading[] = [];
  let openFence: string | undefined;
  for (const [position, line] of lines.entries()) {
    const mark = FENCE.exec(line.text)?.groups?.['mark'];
    if (openFence !== undefined) {
      if (mark?.startsWith(openFence) === true && line.text === mark) openFence = undefined;
      continue;
    }
    if (mark !== undefined) {
      openFence = mark;
      continue;
    }
    if (line.start - line.lineStart > DEEPEST_HEADING_INDENT) continue;
    const heading = atxHeading(line) ?? setextHeading(line, lines[position - 1], lines[position + 1]);
    if (heading !== undefined) headings.push(heading);
  }
  if (headings.length === 0) return [];
  const labels = linkLabels(lines);
  return headings.flatMap((heading) => {
    const text = markdownPlainText(heading.text, labels);
    return text === '' ? [] : [{ ...heading, text }];
  });
}

function atxHeading(line: TextLine): Heading | undefined {
  const groups = ATX.exec(line.text)?.groups;
  const text = groups?.['text']?.trim();
  const marks = groups?.['marks'];
  if (text === undefined || text === '' || marks === undefined) return undefined;
  const offset = line.text.indexOf(text, marks.length);
  const isWhole =
    isGraphemeBoundary(line.text, offset) && isGraphemeBoundary(line.text, offset + text.length);
  if (!isWhole) return undefined;
  const start = line.start + offset;
  return { text, level: marks.length, start, end: start + text.length };
}

function setextHeading(
  line: TextLine,
  previous: TextLine | undefined,
  next: TextLine | undefined,
): Heading | undefined {
  if (line.text === '' || next === undefined || !SETEXT_UNDERLINE.test(next.text)) return undefined;
  const standsAlone =
    previous === undefined || previous.text === '' || STARTS_OTHER_BLOCK.test(previous.text);
  if (!standsAlone || STARTS_OTHER_BLOCK.test(line.text)) return undefined;
  return { text: line.text, level: next.text.startsWith('=') ? 1 : 2, start: line.start, end: line.end };
}
