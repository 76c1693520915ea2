import { z } from 'zod';

/** The part of a backup that says what the others are. */
export const MANIFEST = 'manifest.json';
export const FORMAT = 'citewell-backup';
/** Grows when a backup can no longer be read by an earlier Citewell. */
export const FORMAT_VERSION = 1;

export const STORE_PART = 'knowledge.sqlite';
export const FEEDBACK_PART = 'feedback.sqlite';
export const UPLOADS_PART = 'uploads/';

export const manifestSchema = z.object({
  format: z.literal(FORMAT),
  version: z.int(),
  /** The Citewell that made it. */
  citewell: z.string(),
  /** ISO 8601, UTC. */
  createdAt: z.string(),
  generation: z.int(),
  /** Names what made the vectors. */
  fingerprint: z.string(),
  documents: z.int(),
  passages: z.int(),
  parts: z.array(z.object({ name: z.string(), bytes: z.int(), sha256: z.string() })),
});

export type Manifest = z.infer<typeof manifestSchema>;
