import type { Span } from '../../documents/document.js';

/** A span of a named document. */
export interface DocumentSpan extends Span {
  readonly documentId: string;
}

/** Precision, recall and intersection over union, each 0..1, counted in characters (UTF-16 code units). */
export interface CharacterOverlap {
  readonly precision: number;
  readonly recall: number;
  readonly iou: number;
}

/** Whether two spans of one document share a character. */
export function overlaps(first: DocumentSpan, second: DocumentSpan): boolean {
  return first.documentId === second.documentId && first.start < second.end && second.start < first.end;
}

/**
 * How well what was quoted covers what was wanted: the characters of the union of the quotes against those of the
 * union of the annotated spans (the token measures of Smith and Troynikov, "Evaluating Chunking Strategies for
 * Retrieval", 2024, counted in characters and with overlapping quotes counted once).
 */
export function characterOverlap(
  quoted: readonly DocumentSpan[],
  wanted: readonly DocumentSpan[],
): CharacterOverlap {
  const quotedUnion = union(quoted);
  const wantedUnion = union(wanted);
  let common = 0;
  for (const first of quotedUnion) {
    for (const second of wantedUnion) {
      if (first.documentId !== second.documentId) continue;
      common += Math.max(0, Math.min(first.end, second.end) - Math.max(first.start, second.start));
    }
  }
  const quotedLength = length(quotedUnion);
  const wantedLength = length(wantedUnion);
  const either = quotedLength + wantedLength - common;
  return {
    precision: quotedLength === 0 ? 0 : common / quotedLength,
    recall: wantedLength === 0 ? 0 : common / wantedLength,
    iou: either === 0 ? 0 : common / either,
  };
}

function union(spans: readonly DocumentSpan[]): DocumentSpan[] {
  const sorted = [...spans].sort(
    (first, second) => compare(first.documentId, second.documentId) || first.start - second.start,
  );
  const merged: DocumentSpan[] = [];
  for (const span of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && last.documentId === span.documentId && span.start <= last.end) {
      merged[merged.length - 1] = { ...last, end: Math.max(last.end, span.end) };
    } else {
      merged.push(span);
    }
  }
  return merged;
}

function compare(first: string, second: string): number {
  if (first === second) return 0;
  return first < second ? -1 : 1;
}

function length(spans: readonly DocumentSpan[]): number {
  return spans.reduce((sum, span) => sum + span.end - span.start, 0);
}
