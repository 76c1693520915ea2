import { z } from 'zod';
import { CitewellError } from '../errors.js';

const whole = (minimum: number, maximum: number) =>
  z.coerce
    .number({ error: `must be a whole number from ${minimum} to ${maximum}` })
    .int({ error: `must be a whole number from ${minimum} to ${maximum}` })
    .min(minimum, { error: `must be a whole number from ${minimum} to ${maximum}` })
    .max(maximum, { error: `must be a whole number from ${minimum} to ${maximum}` });

const webOrigins = z
  .union([
    z.array(z.string()),
    z.string().transform((list) => list.split(',').map((origin) => origin.trim())),
  ])
  .refine((list) => list.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin), {
    error: 'must be origins such as https://docs.example.org, with commas between',
  });

/** How far a crawl goes. What is given once for a start is kept for its next crawls. */
export const crawlOptionsSchema = z.strictObject({
  /** Links that are followed from the start, or from the pages of a sitemap, one after another. */
  depth: whole(0, 100).default(0),
  /** Sites whose pages are taken in beside those of the start's own origin. */
  includeOrigins: webOrigins.default([]),
  /** Addresses that are fetched at most. */
  maxPages: whole(1, 1_000_000).default(5_000),
  /** MiB that are fetched at most, unpacked. */
  maxSize: whole(1, 1_000_000).default(1_024),
  /** Minutes after which a crawl stops; the next one goes on from there. */
  maxMinutes: whole(1, 100_000).default(120),
  /** Requests to each host in a second; a slower `Crawl-delay` counts before it. */
  requestsPerSecond: z.coerce
    .number({ error: 'must be a number from 0.01 to 1000' })
    .min(0.01, { error: 'must be a number from 0.01 to 1000' })
    .max(1_000, { error: 'must be a number from 0.01 to 1000' })
    .default(5),
});

export type CrawlOptions = z.output<typeof crawlOptionsSchema>;
/** What is given for this crawl; the rest is as it was at the last one. */
export type CrawlOptionsInput = z.input<typeof crawlOptionsSchema>;

export const crawlOptionNames = Object.keys(crawlOptionsSchema.shape) as (keyof CrawlOptions)[];

/** @throws CitewellError `invalid_request`, naming the option */
export function parseCrawlOptions(given: CrawlOptionsInput): CrawlOptions {
  const parsed = crawlOptionsSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const flag = String(issue?.path[0]).replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
  throw new CitewellError('invalid_request', `--${flag} ${issue?.message ?? 'is not valid'}.`, {
    option: flag,
  });
}
