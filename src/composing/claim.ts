import { z } from 'zod';

/** What a model must return for each statement: words of its own, and the quotes that carry them. */
export interface Claim {
  readonly text: string;
  readonly quotes: readonly ClaimedQuote[];
}

/** A quote as the model gives it: nothing about it is taken on trust. */
export interface ClaimedQuote {
  /** Number of the passage in the prompt, from 1; models miscount, so that it is a hint. */
  readonly passage: number;
  readonly quote: string;
}

/** Past these a model is not answering; what is beyond them is left out. */
const MOST_QUOTES = 8;
const LONGEST_CLAIM = 1_200;
const LONGEST_QUOTE = 4_000;

/** Models write `1`, `"1"`, `"[1]"` and `"passage 1"`. */
const passageNumber = z.union([
  z.int(),
  z.string().transform((text) => Number(/\d{1,3}/.exec(text)?.[0] ?? 0)),
]);

/** Lenient in shape, since whatever passes is checked by the guard. */
export const claimSchema = z.object({
  text: z.string().min(1).max(LONGEST_CLAIM),
  quotes: z
    .array(z.object({ passage: passageNumber.catch(0), quote: z.string().min(1).max(LONGEST_QUOTE) }))
    .transform((quotes) => quotes.slice(0, MOST_QUOTES)),
});

/** JSON Schema (2020-12, in the subset that OpenAI's strict mode takes) of what a model must return. */
export const CLAIMS_JSON_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['answerable', 'claims'],
  properties: {
    answerable: { type: 'boolean' },
    claims: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['text', 'quotes'],
        properties: {
          text: { type: 'string' },
          quotes: {
            type: 'array',
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['passage', 'quote'],
              properties: { passage: { type: 'integer' }, quote: { type: 'string' } },
            },
          },
        },
      },
    },
  },
} as const;
