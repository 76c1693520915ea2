import type { DropReason } from '../../answering/composition.js';
import type { Claim } from '../claim.js';
import { addressesIn, plainClaimText } from '../plain-claim-text.js';
import { comparable } from './comparable-text.js';
import type { Evidence, PlacedQuote } from './evidence.js';
import { type Facts, factsOf, holdsDates, holdsNames, holdsQuantities, wordingHeld } from './facts.js';
import { locateQuote } from './locate-quote.js';
import { flips } from './polarity.js';

export interface VerifiedClaim {
  /** Plain text, one line. */
  readonly text: string;
  /** At least one. */
  readonly quotes: readonly PlacedQuote[];
}

export type ClaimVerdict =
  | { readonly kept: VerifiedClaim; readonly unverifiedQuotes: number }
  | { readonly dropped: DropReason; readonly unverifiedQuotes: number };

/**
 * Share of a claim's content words that its quotes and the question must have, 0..1. Names, numbers and dates are
 * checked one by one; this is for the rest, so that a quote about one thing can't carry a claim about another.
 */
const LEAST_WORDING = 0.6;

/** Words in quotation marks from this many on are a quotation; fewer are a term. */
const QUOTATION = /"([^"]+)"/g;
const QUOTATION_WORDS = 3;

/**
 * Holds a claim against the passages. What is kept is carried by quotes that stand in a document word for word, and
 * states no number, date, name or address that they, or the question, lack.
 */
export function checkClaim(claim: Claim, evidence: Evidence): ClaimVerdict {
  const text = plainClaimText(claim.text);
  const placed = claim.quotes.map((quote) => evidence.place(quote, text));
  const quotes = placed.flatMap((quote) => quote ?? []);
  const unverifiedQuotes = placed.length - quotes.length;
  if (!/[\p{L}\p{N}]/u.test(text) || /[?？؟]$/u.test(text))
    return { dropped: 'no_statement', unverifiedQuotes };
  if (quotes.length === 0) return { dropped: 'no_verified_quote', unverifiedQuotes };
  const dropped = fault(text, quotes, evidence);
  return dropped === undefined ? { kept: { text, quotes }, unverifiedQuotes } : { dropped, unverifiedQuotes };
}

function fault(text: string, quotes: readonly PlacedQuote[], evidence: Evidence): DropReason | undefined {
  const claim = factsOf(text);
  const quoted = quotes.map((quote) => quote.facts);
  const sources = [...quoted, evidence.question];
  if (!holdsAddresses(text, quoted)) return 'unsupported_link';
  if (!holdsDates(claim, sources)) return 'unsupported_date';
  if (!holdsQuantities(claim, quoted, evidence.question)) return 'unsupported_number';
  if (!holdsNames(claim, sources, (key) => evidence.isCommonWord(key))) return 'unsupported_name';
  if (!holdsQuotations(text, sources)) return 'unsupported_quotation';
  if (
    flips(
      claim.polarity,
      quoted.map(({ polarity }) => polarity),
    )
  )
    return 'contradiction';
  if (wordingHeld(claim, sources) < LEAST_WORDING || wordingHeld(claim, quoted) === 0)
    return 'unsupported_wording';
  return undefined;
}

function holdsAddresses(text: string, quotes: readonly Facts[]): boolean {
  return addressesIn(text).every((address) => quotes.some((quote) => quote.text.includes(address)));
}

function holdsQuotations(text: string, sources: readonly Facts[]): boolean {
  return [...comparable(text).text.matchAll(QUOTATION)].every(([, words = '']) => {
    if (words.trim().split(' ').length < QUOTATION_WORDS) return true;
    return sources.some(
      (source) => locateQuote(words.replace(/[.,]$/, ''), comparable(source.text)).length > 0,
    );
  });
}
