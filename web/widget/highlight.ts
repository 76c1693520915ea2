import type { Span } from '../../src/documents/document.js';

/** How strongly a piece of text is marked: `quote` is cited, `answer` is the part of the quote that answers. */
type Emphasis = 'plain' | 'quote' | 'answer';

/** A run of text with one emphasis. Joined in order, the texts of all segments give the input back. */
export interface Segment {
  readonly text: string;
  readonly emphasis: Emphasis;
}

/**
 * Cuts a stretch of a document into segments by emphasis.
 *
 * @param text The stretch, `document.text.slice(offset, offset + text.length)`.
 * @param offset Where the stretch begins in the document, in UTF-16 code units.
 * @param quote The cited span in document offsets; may lie partly or wholly outside the stretch.
 * @param highlights Spans of the answer phrase in document offsets; what lies outside the quote is ignored.
 */
export function markSpans(text: string, offset: number, quote: Span, highlights: readonly Span[]): Segment[] {
  const answers = highlights.map((span) => intersect(span, quote)).filter((span) => span.start < span.end);
  const whole = { start: offset, end: offset + text.length };
  const edges = [whole.start, whole.end];
  for (const span of [quote, ...answers]) {
    const visible = intersect(span, whole);
    if (visible.start < visible.end) edges.push(visible.start, visible.end);
  }
  const cuts = [...new Set(edges)].sort((left, right) => left - right);

  const segments: Segment[] = [];
  for (const [position, start] of cuts.entries()) {
    const end = cuts[position + 1];
    if (end === undefined) break;
    const emphasis = emphasisAt(start, quote, answers);
    const piece = text.slice(start - offset, end - offset);
    const last = segments.at(-1);
    if (last?.emphasis === emphasis) {
      segments[segments.length - 1] = { text: last.text + piece, emphasis };
    } else {
      segments.push({ text: piece, emphasis });
    }
  }
  return segments;
}

function emphasisAt(position: number, quote: Span, answers: readonly Span[]): Emphasis {
  const inside = (span: Span) => span.start <= position && position < span.end;
  if (answers.some(inside)) return 'answer';
  return inside(quote) ? 'quote' : 'plain';
}

function intersect(one: Span, other: Span): Span {
  return { start: Math.max(one.start, other.start), end: Math.min(one.end, other.end) };
}
