import { z } from '@hono/zod-openapi';

const summaryShape = {
  id: z.string(),
  title: z.string(),
  url: z.string().optional(),
  author: z.string().optional(),
  published: z.string().optional().openapi({ description: 'As the document writes it.' }),
  sha256: z.string().openapi({ description: 'Hex SHA-256 of the text in UTF-8.' }),
  length: z.int().openapi({ description: 'Length of the text in UTF-16 code units.' }),
  bytes: z.int().optional().openapi({
    description:
      'Size of the file, of the attachment of a mail, or of the line of a `.jsonl` that it was read from; absent for what an earlier version indexed.',
  }),
  indexedAt: z.string().openapi({ description: 'ISO 8601, UTC.' }),
};

/** Most documents of one page; a summary is under 1 KB. */
const MAXIMUM_PAGE = 100;
const DEFAULT_PAGE = 50;

export const documentPageQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(MAXIMUM_PAGE).default(DEFAULT_PAGE).openapi({
    type: 'integer',
    minimum: 1,
    maximum: MAXIMUM_PAGE,
    default: DEFAULT_PAGE,
    description: 'Documents on one page.',
  }),
  after: z.string().min(1).optional().openapi({ description: '`next` of the page before.' }),
});

export const documentPageSchema = z
  .object({
    documents: z
      .array(z.object({ ...summaryShape, passages: z.int() }).openapi('DocumentSummary'))
      .openapi({ description: 'In order of id.' }),
    next: z.string().optional().openapi({ description: 'Pass it as `after`; absent on the last page.' }),
  })
  .openapi('DocumentPage');

export const documentSchema = z
  .object({
    ...summaryShape,
    tags: z.array(z.string()).readonly().optional(),
    headings: z
      .array(z.object({ text: z.string(), level: z.int(), start: z.int(), end: z.int() }).readonly())
      .readonly(),
    pages: z
      .array(z.object({ number: z.int(), start: z.int() }).readonly())
      .readonly()
      .openapi({ description: 'Where each page begins; empty for formats without pages.' }),
  })
  .openapi('Document');

export const documentParametersSchema = z.object({
  id: z.string().openapi({
    param: { name: 'id', in: 'path' },
    description: 'The id as encodeURIComponent writes it; plain slashes are understood, too.',
    example: 'china-ai-open-source.txt',
  }),
});
