/** Why a claim of a language model was not let through. */
export const DROP_REASONS = [
  // It has no words, or asks.
  'no_statement',
  // No quote of it stands in a retrieved passage.
  'no_verified_quote',
  // Its quotes and the question lack a number, a unit or a word that counts.
  'unsupported_number',
  'unsupported_date',
  'unsupported_name',
  // Its quotes lack an address that it gives.
  'unsupported_link',
  // Its quotes and the question lack words that it puts in quotation marks.
  'unsupported_quotation',
  // It denies what its quotes affirm, or affirms what they deny.
  'contradiction',
  // Too few of its words are in its quotes or the question.
  'unsupported_wording',
  // It says what an earlier one says.
  'repeated',
  // Its quotes are more than the answer may cite.
  'too_many_citations',
] as const;

export type DropReason = (typeof DROP_REASONS)[number];

/** Why a language model's text is not the answer, or only the first part of what it began. */
export const MODEL_SHORTFALLS = [
  // It was not done within the time that it may take.
  'timeout',
  'unreachable',
  // The provider allows no more requests at present.
  'rate_limited',
  // The provider refuses the request: a wrong key, an unknown model.
  'rejected',
  // The provider, or the connection to it, failed.
  'failed',
  // It failed time and again, and is left alone for a while.
  'circuit_open',
  // As many requests as the settings allow a minute have been made.
  'over_budget',
  // What came back holds no claims.
  'malformed_output',
  // It went on beyond all measure.
  'endless_output',
  // It made claims, and none could be verified.
  'nothing_verified',
] as const;

export type ModelShortfall = (typeof MODEL_SHORTFALLS)[number];

/** What a language model had to do with an answer; only where one is set and was asked. */
export interface Composition {
  /** As the settings name it. */
  readonly model: string;
  /** Why the answer is the extractive one, or ends early. */
  readonly shortfall?: ModelShortfall;
  readonly claims: { readonly kept: number; readonly dropped: Readonly<Partial<Record<DropReason, number>>> };
  /** Quotes that the model gave, by whether a retrieved passage has them word for word. */
  readonly quotes: { readonly verified: number; readonly unverified: number };
}
