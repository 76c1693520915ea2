import type { Heading, Span } from '../../src/documents/document.js';
import { markSpans, type Segment } from './highlight.js';

/** A line of a document with its marks; empty lines are left out, since they only part paragraphs. */
export interface DocumentBlock {
  readonly start: number;
  /** Level of the heading that this line is, if it is one. */
  readonly headingLevel?: number;
  readonly segments: readonly Segment[];
}

/** Code units shown before and after a quote at first: about six pages. A document may be 20 MB long. */
export const WINDOW_REACH = 12_000;

/** The span to show round a quote, widened to whole lines so that nothing is cut inside a word. */
export function windowRound(text: string, quote: Span, reachBefore: number, reachAfter: number): Span {
  const from = Math.max(0, quote.start - reachBefore);
  const to = Math.min(text.length, quote.end + reachAfter);
  const lineStart = from === 0 ? 0 : text.lastIndexOf('\n', from) + 1;
  const nextLineEnd = text.indexOf('\n', to);
  const lineEnd = nextLineEnd < 0 ? text.length : nextLineEnd;
  return {
    // A text without line ends is cut where it has to be.
    start: from - lineStart > reachBefore ? from : lineStart,
    end: lineEnd - to > reachAfter ? to : lineEnd,
  };
}

/**
 * Cuts a stretch of a document into lines with the quote and its answer phrase marked.
 *
 * @param stretch `document.text.slice(offset, offset + stretch.length)`.
 */
export function readBlocks(
  stretch: string,
  offset: number,
  citation: Span & { readonly highlights: readonly Span[] },
  headings: readonly Heading[],
): DocumentBlock[] {
  const blocks: DocumentBlock[] = [];
  let start = offset;
  for (const line of stretch.split('\n')) {
    const [lineStart, lineEnd] = [start, start + line.length];
    start = lineEnd + 1;
    if (line.trim() === '') continue;
    const heading = headings.find((candidate) => candidate.start >= lineStart && candidate.end <= lineEnd);
    blocks.push({
      start: lineStart,
      ...(heading === undefined ? {} : { headingLevel: heading.level }),
      segments: markSpans(line, lineStart, citation, citation.highlights),
    });
  }
  return blocks;
}
