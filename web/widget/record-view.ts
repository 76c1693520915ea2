import { html, type TemplateResult } from 'lit';
import { recordFields } from '../../src/answering/record-fields.js';
import type { Segment } from './highlight.js';

/** Of several words, a column's name begins with no small letter; a clause of prose before a colon does. */
const CLAUSE = /^\p{Ll}.*\s/u;

/**
 * A quote that is a record (`Plan: Pro; Price: €20`) as a list of its fields, a line each; undefined for any other.
 * Every character stays in its place, separators too, and lines break by style alone: what is copied or read out is
 * the quote, word for word. So no blank may stand between the elements of the templates.
 *
 * @param segments of the quote, in order
 * @param show how a segment is shown elsewhere
 */
export function recordView(
  segments: readonly Segment[],
  show: (segment: Segment) => TemplateResult | string,
): TemplateResult | undefined {
  const text = segments.map((segment) => segment.text).join('');
  if (text.includes('\n')) return undefined;
  const fields = recordFields(text);
  if (fields.length < 2 || fields.some(({ name }) => name === '' || CLAUSE.test(name))) return undefined;
  let from = 0;
  const lines = fields.map(({ start }, position) => {
    const following = fields[position + 1];
    // With the separator behind its value.
    const to = following ? following.start - following.name.length - ': '.length : text.length;
    const [name, value] = [cut(segments, from, start), cut(segments, start, to)];
    from = to;
    return html`<div><dt>${name.map(show)}</dt><dd>${value.map(show)}</dd></div>`;
  });
  return html`<dl class="record">${lines}</dl>`;
}

/** What of the segments lies between two places of their joint text. */
function cut(segments: readonly Segment[], from: number, to: number): Segment[] {
  let position = 0;
  return segments.flatMap(({ text, emphasis }) => {
    const part = text.slice(Math.max(0, from - position), Math.max(0, to - position));
    position += text.length;
    return part === '' ? [] : [{ text: part, emphasis }];
  });
}
