import { z } from '@hono/zod-openapi';

const spanSchema = z
  .object({
    start: z.int().min(0).openapi({ description: 'First UTF-16 code unit of the document text.' }),
    end: z.int().min(0).openapi({ description: 'One past the last UTF-16 code unit.' }),
  })
  .readonly()
  .openapi('Span');

const citedDocumentSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    url: z.string().optional(),
    author: z.string().optional(),
    published: z.string().optional().openapi({ description: 'As the document writes it.' }),
    sha256: z.string().openapi({ description: 'Hex SHA-256 of the document text in UTF-8.' }),
  })
  .readonly()
  .openapi('CitedDocument');

const excerptShape = {
  quote: z
    .string()
    .openapi({ description: 'Verbatim: the document text from `start` to `end`, as JavaScript slices it.' }),
  start: z.int().min(0),
  end: z.int().min(0),
  document: citedDocumentSchema,
  alsoIn: z.array(citedDocumentSchema).readonly().optional().openapi({
    description:
      'Other documents of the very same text, which hold the quote at the same offsets; 100 at most.',
  }),
  page: z.int().optional(),
  headings: z.array(z.string()).readonly().openapi({ description: 'Headings above, outermost first.' }),
  passage: z
    .object({ start: z.int().min(0), end: z.int().min(0), text: z.string() })
    .readonly()
    .openapi({ description: 'The passage that holds the quote.' }),
  link: z.string().optional().openapi({ description: 'The url with a text fragment that marks the quote.' }),
  score: z.number().openapi({ description: 'Comparable within one response only.' }),
};

export const citationSchema = z
  .object({
    number: z.int().openapi({ description: 'From 1; `[1]` in the answer text.' }),
    highlights: z.array(spanSchema).readonly().openapi({ description: 'The words that answer.' }),
    ...excerptShape,
  })
  .readonly()
  .openapi('Citation');

export const searchHitSchema = z.object(excerptShape).readonly().openapi('SearchHit');
