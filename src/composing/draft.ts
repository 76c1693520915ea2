import type { Citation } from '../answering/answer.js';
import { citationOf, type QuotablePassage } from '../answering/citation.js';
import type { Composition, DropReason } from '../answering/composition.js';
import type { Claim } from './claim.js';
import { checkClaim, type VerifiedClaim } from './guard/check-claim.js';
import type { Evidence, PlacedQuote } from './guard/evidence.js';

/** What an answer gains by a claim. */
export interface Addition {
  /** Those that no earlier claim has. */
  readonly citations: readonly Citation[];
  /** What the answer's text goes on with. */
  readonly text: string;
}

/** A model goes on and on past these; what an answer needs stands in the first of them. */
const MOST_CLAIMS_SEEN = 24;
const MOST_CLAIMS_KEPT = 8;

/** An answer that grows claim by claim, each held against the evidence first. */
export class Draft {
  text = '';
  readonly citations: Citation[] = [];
  private readonly dropped: Partial<Record<DropReason, number>> = {};
  private readonly said = new Set<string>();
  private seen = 0;
  private kept = 0;
  private unverified = 0;
  private verified = 0;

  /**
   * @param scoreOf the score that a passage's citations carry
   */
  constructor(
    private readonly evidence: Evidence,
    private readonly maxCitations: number,
    private readonly scoreOf: (passage: QuotablePassage) => number,
  ) {}

  /** What the claim adds; undefined where it is not let through. */
  take(claim: Claim): Addition | undefined {
    this.seen++;
    const verdict = checkClaim(claim, this.evidence);
    this.unverified += verdict.unverifiedQuotes;
    this.verified += claim.quotes.length - verdict.unverifiedQuotes;
    if ('dropped' in verdict) return this.drop(verdict.dropped);
    return this.add(verdict.kept);
  }

  /** True once nothing more is taken. */
  get full(): boolean {
    return this.seen >= MOST_CLAIMS_SEEN || this.kept >= MOST_CLAIMS_KEPT;
  }

  get sawClaims(): boolean {
    return this.seen > 0;
  }

  get counts(): Pick<Composition, 'claims' | 'quotes'> {
    return {
      claims: { kept: this.kept, dropped: this.dropped },
      quotes: { verified: this.verified, unverified: this.unverified },
    };
  }

  private add({ text, quotes }: VerifiedClaim): Addition | undefined {
    const wording = text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ');
    if (this.said.has(wording)) return this.drop('repeated');
    const fresh: Citation[] = [];
    const numbers = new Set<number>();
    for (const quote of quotes) {
      const known = [...this.citations, ...fresh].find((citation) => holds(citation, quote));
      if (known) {
        numbers.add(known.number);
        continue;
      }
      const number = this.citations.length + fresh.length + 1;
      // Its other quotes do not carry the claim alone: it was checked with all of them.
      if (number > this.maxCitations) return this.drop('too_many_citations');
      fresh.push(this.citation(quote, number));
      numbers.add(number);
    }
    this.said.add(wording);
    this.kept++;
    this.citations.push(...fresh);
    const markers = [...numbers].map((number) => `[${number}]`).join(' ');
    const addition = `${this.text === '' ? '' : ' '}${sentence(text)} ${markers}`;
    this.text += addition;
    return { citations: fresh, text: addition };
  }

  private citation({ start, end, passage, fragment }: PlacedQuote, number: number): Citation {
    return citationOf({ passage, start, end, highlights: [fragment], score: this.scoreOf(passage) }, number);
  }

  private drop(reason: DropReason): undefined {
    this.dropped[reason] = (this.dropped[reason] ?? 0) + 1;
  }
}

function holds(citation: Citation, { start, end, passage }: PlacedQuote): boolean {
  return citation.document.id === passage.document.id && citation.start <= start && citation.end >= end;
}

function sentence(text: string): string {
  return /[\p{L}\p{M}\p{N}%]$/u.test(text) ? `${text}.` : text;
}
