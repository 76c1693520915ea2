import { html, type TemplateResult } from 'lit';
import type { Segment } from './highlight.js';

/**
 * A stretch of a document with the quote in one `<mark>` and the answer phrase `<strong>` inside it. All text goes
 * in as text nodes, so nothing in a document can become markup.
 */
export function markedText(segments: readonly Segment[]): TemplateResult[] {
  return groupMarks(segments).map((group) =>
    group.marked
      ? html`<mark part="quote">${group.segments.map((segment) =>
          segment.emphasis === 'answer' ? html`<strong>${segment.text}</strong>` : segment.text,
        )}</mark>`
      : html`${group.segments.map(({ text }) => text)}`,
  );
}

interface Group {
  readonly marked: boolean;
  readonly segments: Segment[];
}

function groupMarks(segments: readonly Segment[]): Group[] {
  const groups: Group[] = [];
  for (const segment of segments) {
    const marked = segment.emphasis !== 'plain';
    const last = groups.at(-1);
    if (last?.marked === marked) last.segments.push(segment);
    else groups.push({ marked, segments: [segment] });
  }
  return groups;
}
