import type { Document, Heading, Span, StatedFact } from '../documents/document.js';

/** A stretch of a document: a heading's line, a line that states facts, or what lies between those. */
export type DocumentPart =
  | { readonly kind: 'heading'; readonly region: Span; readonly heading: Heading }
  | { readonly kind: 'stated'; readonly region: Span; readonly facts: readonly StatedFact[] }
  | { readonly kind: 'prose'; readonly region: Span };

/** Bounded, since markup counts towards a passage's tokens: a longer run of marks is text of its own. */
const SETEXT_UNDERLINE = /^[ \t]*(?:={1,90}|-{2,90})[ \t]*$/u;
const CLOSING_MARKS = /^[ \t#]{0,90}$/u;
const OPENING_MARKS = /^[ \t#]{0,9}$/u;

/** The parts of a document in order; together they cover its whole text, and none overlaps another. */
export function documentParts(document: Document): DocumentPart[] {
  const { text } = document;
  const parts: DocumentPart[] = [];
  let covered = 0;
  for (const mark of marksOf(document)) {
    if (mark.region.start < covered) continue;
    if (mark.region.start > covered) {
      parts.push({ kind: 'prose', region: { start: covered, end: mark.region.start } });
    }
    parts.push(mark);
    covered = mark.region.end;
  }
  if (covered < text.length) parts.push({ kind: 'prose', region: { start: covered, end: text.length } });
  return parts;
}

function marksOf(document: Document): DocumentPart[] {
  const factsOf = new Map<number, { region: Span; facts: StatedFact[] }>();
  for (const { start, end, fact } of document.stated) {
    const known = factsOf.get(start);
    if (known === undefined) factsOf.set(start, { region: { start, end }, facts: [fact] });
    else known.facts.push(fact);
  }
  const marks: DocumentPart[] = [
    ...document.headings.map((heading) => ({
      kind: 'heading' as const,
      region: headingRegion(document.text, heading),
      heading,
    })),
    ...[...factsOf.values()].map(({ region, facts }) => ({ kind: 'stated' as const, region, facts })),
  ];
  return marks.sort((one, other) => one.region.start - other.region.start);
}

/** The heading with the markup of its lines: `#` marks before and after it, an underline below. */
function headingRegion(text: string, heading: Heading): Span {
  const lineStart = text.lastIndexOf('\n', heading.start - 1) + 1;
  const lineEnd = endOfLine(text, heading.end);
  const nextLineEnd = endOfLine(text, lineEnd + 1);
  const start = OPENING_MARKS.test(text.slice(lineStart, heading.start)) ? lineStart : heading.start;
  if (!CLOSING_MARKS.test(text.slice(heading.end, lineEnd))) return { start, end: heading.end };
  const underlined = SETEXT_UNDERLINE.test(text.slice(lineEnd + 1, nextLineEnd));
  return { start, end: underlined ? nextLineEnd : lineEnd };
}

function endOfLine(text: string, position: number): number {
  const newline = text.indexOf('\n', position);
  return newline < 0 ? text.length : newline;
}
