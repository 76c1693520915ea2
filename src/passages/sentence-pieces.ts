import type { Document, Heading, Span, StatedFact } from '../documents/document.js';
import { trimSpan } from '../documents/grapheme-boundary.js';
import { cutLongSentence } from './cut-long-sentence.js';
import type { DocumentPart } from './document-parts.js';
import { estimateTokens } from './estimate-tokens.js';
import type { NavigationFinder } from './navigation.js';
import type { Sentence, SentenceKind } from './passage.js';
import type { PassageLimits } from './passage-limits.js';
import { splitSentences } from './split-sentences.js';

/** A sentence as the passage splitter weighs it; the span may hold markup around the sentence. */
export interface SentencePiece extends Span {
  readonly words: number;
  readonly tokens: number;
  readonly sentence: Sentence;
}

/** Sentences between two blank lines. */
export type Paragraph = readonly SentencePiece[];

const TOKENS_PER_WORD_AT_MOST = 2;
const WORDS = /\S+/gu;
const BLANK_LINE = /\n\s*\n/u;

/** The sentences of a heading's or stated line: one, unless it is too long for the model. */
export function linePieces(
  document: Document,
  part: Exclude<DocumentPart, { kind: 'prose' }>,
  limits: PassageLimits,
): SentencePiece[] {
  const region = trimSpan(document.text, part.region);
  if (region === undefined) return [];
  const line = part.kind === 'heading' ? part.heading : region;
  const facts = part.kind === 'stated' ? part.facts : undefined;
  const pieces = piecesOf(document.text, line, part.kind, limits, facts);
  return pieces.map((piece, position) => {
    const start = position === 0 ? region.start : piece.start;
    const end = position === pieces.length - 1 ? region.end : piece.end;
    return { ...piece, start, end, tokens: estimateTokens(document.text.slice(start, end)) };
  });
}

/**
 * The paragraphs of a stretch of prose, each with its sentences.
 *
 * @param navigation of the document's headings
 * @param heading right above them
 */
export function paragraphsOf(
  document: Document,
  region: Span,
  navigation: NavigationFinder,
  limits: PassageLimits,
  heading?: Heading,
): Paragraph[] {
  const { text, records = [] } = document;
  const paragraphs: SentencePiece[][] = [];
  let paragraph: SentencePiece[] = [];
  let previousEnd = region.start;
  const sentences = keepRecordsWhole(splitSentences(text, region), records);
  const isNavigation = navigation.find(
    sentences.map(({ start, end }) => text.slice(start, end)),
    heading?.text,
  );
  for (const [position, sentence] of sentences.entries()) {
    if (paragraph.length > 0 && BLANK_LINE.test(text.slice(previousEnd, sentence.start))) {
      paragraphs.push(paragraph);
      paragraph = [];
    }
    const kind = isNavigation[position] === true ? 'navigation' : 'prose';
    paragraph.push(...piecesOf(text, sentence, sentence.isRecord ? 'record' : kind, limits));
    previousEnd = sentence.end;
  }
  if (paragraph.length > 0) paragraphs.push(paragraph);
  return paragraphs;
}

interface WholeSentence extends Span {
  readonly isRecord: boolean;
}

/** Sentences with those of one record as one: both lists are in order. */
function keepRecordsWhole(sentences: readonly Span[], records: readonly Span[]): WholeSentence[] {
  const whole: WholeSentence[] = [];
  let position = firstEndingAfter(records, sentences[0]?.start ?? 0);
  for (const sentence of sentences) {
    let record = records[position];
    while (record !== undefined && record.end <= sentence.start) record = records[++position];
    if (record === undefined || sentence.start < record.start || sentence.end > record.end) {
      whole.push({ ...sentence, isRecord: false });
      continue;
    }
    const previous = whole.at(-1);
    if (previous !== undefined && previous.start >= record.start) {
      whole[whole.length - 1] = { start: previous.start, end: sentence.end, isRecord: true };
    } else {
      whole.push({ ...sentence, isRecord: true });
    }
  }
  return whole;
}

/** By halving: a document may have as many sections as records. */
function firstEndingAfter(records: readonly Span[], offset: number): number {
  let low = 0;
  let high = records.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((records[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function piecesOf(
  text: string,
  span: Span,
  kind: SentenceKind,
  limits: PassageLimits,
  facts?: readonly StatedFact[],
): SentencePiece[] {
  const tokens = estimateTokens(text.slice(span.start, span.end));
  const spans =
    tokens <= limits.maxSentenceTokens ? [span] : cutLongSentence(text, span, limits.maxSentenceTokens);
  return spans.map(({ start, end }) => {
    const quote = text.slice(start, end);
    const ownTokens = spans.length === 1 ? tokens : estimateTokens(quote);
    return {
      start,
      end,
      tokens: ownTokens,
      words: wordsOf(quote, ownTokens),
      sentence: { start, end, kind, ...(facts === undefined ? {} : { facts }) },
    };
  });
}

/** Scripts without blanks between words are weighed by their tokens. */
function wordsOf(quote: string, tokens: number): number {
  let words = 0;
  for (const _ of quote.matchAll(WORDS)) words += 1;
  return Math.max(words, tokens / TOKENS_PER_WORD_AT_MOST);
}
