import type { PassageLimits } from './passage-limits.js';
import type { Paragraph, SentencePiece } from './sentence-pieces.js';

interface Group {
  readonly pieces: SentencePiece[];
  words: number;
  tokens: number;
  allShort: boolean;
}

/**
 * Runs of sentences for the passages of one section: short neighbouring paragraphs joined, a paragraph that
 * ends in a colon joined with what it introduces, long paragraphs cut into even pieces.
 *
 * @param lead the section's heading lines, which open its first passage.
 */
export function groupParagraphs(
  text: string,
  paragraphs: readonly Paragraph[],
  lead: readonly SentencePiece[],
  limits: PassageLimits,
): SentencePiece[][] {
  const groups: Group[] = [];
  for (const paragraph of paragraphs) {
    const words = sum(paragraph, (piece) => piece.words);
    const tokens = sum(paragraph, (piece) => piece.tokens);
    const short = words < limits.shortParagraphWords;
    const open = groups.at(-1);
    if (open !== undefined && joins(text, open, words, tokens, limits)) {
      open.pieces.push(...paragraph);
      open.words += words;
      open.tokens += tokens;
      open.allShort &&= short;
    } else {
      groups.push({ pieces: [...paragraph], words, tokens, allShort: short });
    }
  }
  const leadTokens = sum(lead, (piece) => piece.tokens);
  return groups.flatMap((group, position) =>
    position === 0
      ? cutEvenly([...lead, ...group.pieces], group.words, group.tokens + leadTokens, limits)
      : cutEvenly(group.pieces, group.words, group.tokens, limits),
  );
}

function joins(text: string, open: Group, words: number, tokens: number, limits: PassageLimits): boolean {
  if (open.tokens + tokens > limits.maxTokens) return false;
  const lastEnd = open.pieces.at(-1)?.end ?? 0;
  if (text.charAt(lastEnd - 1) === ':') return open.words + words <= limits.maxWords;
  const bothShort = open.allShort && words < limits.shortParagraphWords;
  return bothShort && open.words + words <= limits.targetWords;
}

function cutEvenly(
  pieces: readonly SentencePiece[],
  words: number,
  tokens: number,
  limits: PassageLimits,
): SentencePiece[][] {
  const byWords = words > limits.maxWords ? Math.max(2, Math.round(words / limits.targetWords)) : 1;
  const share = words / Math.max(byWords, Math.ceil(tokens / limits.maxTokens));
  const runs: SentencePiece[][] = [];
  let run: SentencePiece[] = [];
  let runTokens = 0;
  let wordsBefore = 0;
  for (const piece of pieces) {
    const isHeading = piece.sentence.kind === 'heading';
    const shareIsFull = !isHeading && wordsBefore + piece.words / 2 > share * (runs.length + 1);
    const hasProse = run.some((earlier) => earlier.sentence.kind !== 'heading');
    if (run.length > 0 && (runTokens + piece.tokens > limits.maxTokens || (shareIsFull && hasProse))) {
      runs.push(run);
      run = [];
      runTokens = 0;
    }
    run.push(piece);
    runTokens += piece.tokens;
    if (!isHeading) wordsBefore += piece.words;
  }
  if (run.length > 0) runs.push(run);
  return runs;
}

function sum(pieces: readonly SentencePiece[], of: (piece: SentencePiece) => number): number {
  return pieces.reduce((total, piece) => total + of(piece), 0);
}
