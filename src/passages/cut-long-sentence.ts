import type { Span } from '../documents/document.js';
import {
  graphemeBoundaryAtOrBefore,
  isGraphemeBoundary,
  isWhiteSpaceAt,
  trimSpan,
} from '../documents/grapheme-boundary.js';
import { estimatedPieces } from './estimate-tokens.js';

const CLAUSE_END = /[;:；：。！？؛।]$/u;
const PHRASE_END = /[,，、،–—\p{Pe}]$/u;
/** Behind these a blank is not written. */
const UNSPACED_END = /[；：。！？，、）」』】》〉〕］]$/u;
const CLOSES = /^[\p{Pe}\p{Pf}]/u;
/** A cut at a better place is taken only if it leaves this share of what would fit. */
const LEAST_SHARE_OF_CLAUSE = 0.4;
const LEAST_SHARE_OF_PHRASE = 0.5;

/**
 * Cuts a sentence into spans of at most `maxTokens` estimated tokens each: behind a line end, semicolon or
 * colon, else behind a comma, dash or bracket, else at a blank, and at last between two graphemes. Nothing is dropped.
 */
export function cutLongSentence(text: string, sentence: Span, maxTokens: number): Span[] {
  const spans: Span[] = [];
  let start = sentence.start;
  while (start < sentence.end) {
    const cut = nextCut(text, start, sentence.end, maxTokens);
    const span = trimSpan(text, { start, end: cut });
    if (span !== undefined) spans.push(span);
    start = cut;
  }
  return spans;
}

function nextCut(text: string, start: number, end: number, maxTokens: number): number {
  let tokens = 0;
  let clause = start;
  let phrase = start;
  let blank = start;
  for (const piece of estimatedPieces(text, start, end)) {
    tokens += piece.tokens;
    if (tokens > maxTokens) return bestCut(text, { start, clause, phrase, blank, limit: piece.start });
    const before = text.charAt(piece.start - 1);
    const isBlank = isWhiteSpaceAt(text, piece.start);
    const isPart = isBlank || (UNSPACED_END.test(before) && !CLOSES.test(text.charAt(piece.start)));
    if (piece.start === start || !isPart || !isGraphemeBoundary(text, piece.start)) continue;
    if (isBlank) blank = piece.start;
    if (CLAUSE_END.test(before) || text.slice(piece.start, piece.end).includes('\n')) clause = piece.start;
    else if (PHRASE_END.test(before)) phrase = piece.start;
  }
  return end;
}

interface CutCandidates {
  readonly start: number;
  readonly clause: number;
  readonly phrase: number;
  readonly blank: number;
  readonly limit: number;
}

function bestCut(text: string, { start, clause, phrase, blank, limit }: CutCandidates): number {
  const room = limit - start;
  if (clause - start >= LEAST_SHARE_OF_CLAUSE * room) return clause;
  if (phrase - start >= LEAST_SHARE_OF_PHRASE * room) return phrase;
  if (blank > start) return blank;
  return graphemeBoundaryAtOrBefore(text, limit, start);
}
