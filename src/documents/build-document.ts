import { createHash } from 'node:crypto';
import { CitewellError } from '../errors.js';
import type { Document, Heading, PageStart, Span } from './document.js';
import { plainTextHeadings } from './plain-text-headings.js';
import { statedFacts } from './stated-facts.js';
import { type TextLine, textLines } from './text-lines.js';

/** What a format says about a document outside its text; it counts before what the text states. */
export interface DocumentMetadata {
  readonly title?: string;
  readonly url?: string;
  readonly author?: string;
  readonly published?: string;
  readonly tags?: readonly string[];
}

/** What a reader has found; the rest of a document follows from its text. */
export interface DocumentParts {
  readonly id: string;
  /** Already normalised. */
  readonly text: string;
  /** Title where neither the format nor the text has one. */
  readonly titleOfLastResort: string;
  readonly metadata?: DocumentMetadata;
  readonly pages?: readonly PageStart[];
  /** Rows of tables; a row states nothing about the document, whatever its columns are called. */
  readonly records?: readonly Span[];
  readonly warnings?: readonly string[];
  /** See `Document`. */
  readonly bytes?: number;
  /** Default: what looks like a heading in plain text. */
  readonly findHeadings?: (lines: readonly TextLine[]) => Heading[];
}

/** The longest text of one document, in UTF-16 code units: some hours of embedding on two cores. */
const LONGEST_DOCUMENT = 25_000_000;

/** @throws CitewellError `unreadable_file` where the text of a file is blank. */
export function assertNotBlank(id: string, text: string): void {
  if (text.trim() !== '') return;
  throw new CitewellError('unreadable_file', `${id} is empty. Remove it, or give it text.`, { document: id });
}

/**
 * Makes a document of its parts.
 *
 * The title is the format's own, else the one the text states, else a heading that opens the text (or the
 * first heading where the format marks headings), else the last resort.
 *
 * @throws CitewellError `file_too_large`, before a text of any length is taken apart
 */
export function buildDocument(parts: DocumentParts): Document {
  const { id, text, metadata = {}, records = [], warnings = [] } = parts;
  assertLength(id, text);
  const lines = textLines(text);
  const recordStarts = new Set(records.map(({ start }) => start));
  const facts = statedFacts(lines.filter(({ start }) => !recordStarts.has(start)));
  const statedStarts = new Set(facts.spans.map((span) => span.start));
  const headings = parts.findHeadings?.(lines) ?? plainTextHeadings(lines, statedStarts);
  const headingSpans = headings.filter((heading) => !facts.spans.some((span) => overlap(span, heading)));
  const author = metadata.author ?? facts.author;
  const published = metadata.published ?? facts.published;
  return {
    id,
    title: metadata.title ?? facts.title ?? openingHeading(parts, lines, headings) ?? parts.titleOfLastResort,
    text,
    sha256: createHash('sha256').update(text, 'utf8').digest('hex'),
    pages: parts.pages ?? [],
    headings: headingSpans,
    stated: facts.spans,
    ...(metadata.url === undefined ? {} : { url: metadata.url }),
    ...(author === undefined ? {} : { author }),
    ...(published === undefined ? {} : { published }),
    ...(metadata.tags === undefined ? {} : { tags: metadata.tags }),
    ...(records.length === 0 ? {} : { records }),
    ...(warnings.length === 0 ? {} : { warnings }),
    ...(parts.bytes === undefined ? {} : { bytes: parts.bytes }),
  };
}

/** @throws CitewellError `file_too_large` where a text is too long to be taken apart */
export function assertLength(id: string, text: string): void {
  if (text.length <= LONGEST_DOCUMENT) return;
  throw new CitewellError(
    'file_too_large',
    `The text of ${id} has ${text.length} characters; a document may have ${LONGEST_DOCUMENT}. Split it.`,
    { id, length: text.length, limit: LONGEST_DOCUMENT },
  );
}

function overlap(one: { start: number; end: number }, other: { start: number; end: number }): boolean {
  return one.start < other.end && other.start < one.end;
}

/** In plain text a heading further down names a section, not the document. */
function openingHeading(
  parts: DocumentParts,
  lines: readonly TextLine[],
  headings: readonly Heading[],
): string | undefined {
  const first = headings[0];
  if (first === undefined) return undefined;
  const opening = lines.find((line) => line.text !== '')?.start;
  return parts.findHeadings !== undefined || first.start === opening ? first.text : undefined;
}
