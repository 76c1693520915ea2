import type { Document, Heading } from '../documents/document.js';
import { documentParts } from './document-parts.js';
import { groupParagraphs } from './group-paragraphs.js';
import { NavigationFinder } from './navigation.js';
import type { Passage } from './passage.js';
import { DEFAULT_PASSAGE_LIMITS, type PassageLimits } from './passage-limits.js';
import { linePieces, paragraphsOf, type SentencePiece } from './sentence-pieces.js';

/** Changes whenever the same document would be split differently: the index then splits it again. */
export const passageSplitterVersion = 'passages-6';

/** Rules, table separators, fences: part of a passage, but nothing to quote. */
const MARKS_ALONE = /^[\s\-=_*#|:+~`.>]+$/u;
/** More heading lines in a row than this share of a passage are a table of contents, not a section's lead. */
const LEAD_SHARE = 0.5;

/**
 * Splits a document into passages: runs of whole sentences under one heading (see {@link PassageLimits}).
 *
 * Passages are in order, do not overlap and cover every non-blank character; so do their sentences, but for
 * heading markup (`##`, underlines) and lines of mere marks (`---`). A heading opens the passage that
 * follows it; lines that state facts about the document make passages of their own, together with a heading
 * right above them. Pure, and linear in the length of the text.
 */
export function splitPassages(document: Document, limits: PassageLimits = DEFAULT_PASSAGE_LIMITS): Passage[] {
  const collector = new PassageCollector(document);
  const navigation = new NavigationFinder(document.headings);
  let above: readonly Heading[] = [];
  let lead: SentencePiece[] = [];
  let stated: SentencePiece[] = [];
  const flushLines = (): void => {
    for (const run of groupParagraphs(document.text, [stated], lead, limits)) {
      collector.add(run, lead.length > 0 ? above : []);
    }
    lead = [];
    stated = [];
  };
  for (const part of documentParts(document)) {
    if (part.kind === 'stated') {
      stated.push(...linePieces(document, part, limits));
    } else if (part.kind === 'heading') {
      const leadTokens = lead.reduce((total, piece) => total + piece.tokens, 0);
      if (stated.length > 0 || leadTokens > LEAD_SHARE * limits.maxTokens) flushLines();
      above = [...above.filter((heading) => heading.level < part.heading.level), part.heading];
      lead.push(...linePieces(document, part, limits));
    } else {
      const paragraphs = paragraphsOf(document, part.region, navigation, limits, above.at(-1));
      if (paragraphs.length === 0) continue;
      if (stated.length > 0) flushLines();
      for (const run of groupParagraphs(document.text, paragraphs, lead, limits)) collector.add(run, above);
      lead = [];
    }
  }
  flushLines();
  return collector.passages;
}

class PassageCollector {
  readonly passages: Passage[] = [];
  readonly #document: Document;
  #page = 0;

  constructor(document: Document) {
    this.#document = document;
  }

  add(run: readonly SentencePiece[], above: readonly Heading[]): void {
    const first = run[0];
    const last = run.at(-1);
    if (first === undefined || last === undefined) return;
    const page = this.#pageAt(first.start);
    this.passages.push({
      ordinal: this.passages.length,
      start: first.start,
      end: last.end,
      headings: above.map((heading) => heading.text),
      sentences: this.#quotable(run).map((piece) => piece.sentence),
      ...(page === undefined ? {} : { page }),
    });
  }

  #quotable(run: readonly SentencePiece[]): readonly SentencePiece[] {
    const quotable = run.filter(({ start, end }) => !MARKS_ALONE.test(this.#document.text.slice(start, end)));
    return quotable.length > 0 ? quotable : run;
  }

  /** Passages come in order, so the page only moves on. */
  #pageAt(position: number): number | undefined {
    const { pages } = this.#document;
    let next = pages[this.#page];
    while (next !== undefined && next.start <= position) {
      this.#page += 1;
      next = pages[this.#page];
    }
    return pages[this.#page - 1]?.number;
  }
}
