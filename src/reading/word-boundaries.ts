import type { Span } from '../documents/document.js';

/** Unicode's word boundaries (UAX #29): "3.5", "don’t" and "U.S" are one word each, "open-source" is three. */
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

const OPENING = /^[\s\p{Ps}\p{Pi}"'`.,;:!?]+$/u;
const CLOSING = /^[\s\p{Pe}\p{Pf}\p{Pd}"'`.,;:!?…]+$/u;

/** Brackets that may close inside an answer: "Kubernetes (K8s)" keeps its last character. */
const BRACKETS: Readonly<Record<string, string>> = {
  ...{ ')': '(', ']': '[', '}': '{' },
  ...{ '）': '（', '］': '［', '」': '「', '』': '『', '】': '【', '》': '《', '〉': '〈', '〕': '〔' },
};

/** Grows spans of a text to whole words: see {@link wholeWords}. The text is handed to the segmenter once. */
export function toWordBoundaries(text: string): (span: Span) => Span {
  const segments = segmenter.segment(text);
  return (span) => wholeWords(text, segments, span);
}

/**
 * Grows `span` to whole words and leaves out white space, quotes and punctuation around it ("52%" and "$52"
 * stay whole). A span of nothing but punctuation keeps it. Offsets stay within `text`; an empty span is
 * returned as it is.
 */
function wholeWords(text: string, segments: Intl.Segments, span: Span): Span {
  if (span.end <= span.start) return span;
  const first = segments.containing(span.start);
  const last = segments.containing(span.end - 1);
  if (first === undefined || last === undefined) return span;
  const whole = { start: first.index, end: last.index + last.segment.length };

  let { start, end } = whole;
  while (start < end) {
    const { segment, index } = segments.containing(start) ?? first;
    if (!OPENING.test(segment)) break;
    start = index + segment.length;
  }
  while (end > start) {
    const { segment, index } = segments.containing(end - 1) ?? last;
    if (!CLOSING.test(segment) || closesInside(text.slice(start, index), segment)) break;
    end = index;
  }
  return start < end ? { start, end } : whole;
}

function closesInside(before: string, segment: string): boolean {
  const opening = BRACKETS[segment];
  return opening !== undefined && before.lastIndexOf(opening) > before.lastIndexOf(segment);
}
