import type { Citation } from '../../src/answering/answer.js';
import { markSpans, type Segment } from './highlight.js';

/** A piece of an answer's paragraph: text, or the marker of a citation. */
export type AnswerPiece =
  | { readonly kind: 'text'; readonly segment: Segment }
  | { readonly kind: 'marker'; readonly citation: Citation };

/** A paragraph of an answer. `isQuote` says that all of its words stand in a document. */
export interface AnswerParagraph {
  readonly pieces: readonly AnswerPiece[];
  readonly isQuote: boolean;
}

/**
 * Reads `Answer.text`: finds each citation's quote in it, marks the answer phrase inside, and turns `[n]` into a
 * marker where citation n exists. A `[1]` that is part of a quoted text stays text.
 */
export function readAnswerText(text: string, citations: readonly Citation[]): AnswerParagraph[] {
  const pieces = cutAtQuotes(text, citations).flatMap((cut) =>
    cut.citation === undefined ? readMarkers(cut.text, citations) : quotePieces(cut.text, cut.citation),
  );
  return splitParagraphs(pieces);
}

/** The numbers of the citations whose quote stands in the answer's text, so that no card needs to repeat it. */
export function quotedNumbers(text: string, citations: readonly Citation[]): Set<number> {
  return new Set(citations.filter(({ quote }) => text.includes(quote)).map(({ number }) => number));
}

interface Cut {
  readonly text: string;
  readonly citation?: Citation;
}

function cutAtQuotes(text: string, citations: readonly Citation[]): Cut[] {
  let cuts: Cut[] = [{ text }];
  for (const citation of citations) {
    if (citation.quote === '') continue;
    cuts = cuts.flatMap((cut) => {
      const at = cut.citation === undefined ? cut.text.indexOf(citation.quote) : -1;
      if (at < 0) return [cut];
      return [
        { text: cut.text.slice(0, at) },
        { text: citation.quote, citation },
        { text: cut.text.slice(at + citation.quote.length) },
      ];
    });
  }
  return cuts.filter((cut) => cut.text !== '');
}

function quotePieces(text: string, citation: Citation): AnswerPiece[] {
  return markSpans(text, citation.start, citation, citation.highlights).map((segment) => ({
    kind: 'text',
    segment,
  }));
}

function readMarkers(text: string, citations: readonly Citation[]): AnswerPiece[] {
  // A marker stays on the line of the word that it follows.
  const joined = text.replace(/ (?=\[\d+\])/g, '\u00a0');
  return joined.split(/(\[\d+\])/).flatMap((part): AnswerPiece[] => {
    if (part === '') return [];
    const number = /^\[(\d+)\]$/.exec(part)?.[1];
    const citation = citations.find((candidate) => String(candidate.number) === number);
    return citation === undefined
      ? [{ kind: 'text', segment: { text: part, emphasis: 'plain' } }]
      : [{ kind: 'marker', citation }];
  });
}

/** Blank lines end a paragraph, except inside a quote, which stays whole. */
function splitParagraphs(pieces: readonly AnswerPiece[]): AnswerParagraph[] {
  const paragraphs: AnswerPiece[][] = [[]];
  for (const piece of pieces) {
    if (piece.kind === 'marker' || piece.segment.emphasis !== 'plain') {
      paragraphs.at(-1)?.push(piece);
      continue;
    }
    for (const [position, text] of piece.segment.text.split(/\n{2,}/).entries()) {
      if (position > 0) paragraphs.push([]);
      if (text !== '') paragraphs.at(-1)?.push({ kind: 'text', segment: { text, emphasis: 'plain' } });
    }
  }
  return paragraphs
    .filter((paragraph) => paragraph.length > 0)
    .map((paragraph) => ({ pieces: paragraph, isQuote: isQuoted(paragraph) }));
}

function isQuoted(pieces: readonly AnswerPiece[]): boolean {
  const texts = pieces.flatMap((piece) => (piece.kind === 'text' ? [piece.segment] : []));
  return (
    texts.some((segment) => segment.emphasis !== 'plain') &&
    texts.every((segment) => segment.emphasis !== 'plain' || segment.text.trim() === '')
  );
}
