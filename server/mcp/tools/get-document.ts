import { z } from '@hono/zod-openapi';
import type { McpServer } from '@modelcontextprotocol/server';
import type { QuestionAnswerer } from '../../../src/citewell-api.js';
import { documentLink, toolResult } from '../tool-result.js';

/** A model's context is small: a longer text is read in pieces. */
const LONGEST_PIECE = 20_000;

const inputSchema = z.strictObject({
  id: z.string().min(1).describe('The `document.id` of a citation or a search hit.'),
  start: z.int().min(0).default(0).describe('First UTF-16 code unit of the text, as citations count.'),
  length: z.int().min(1).max(LONGEST_PIECE).default(LONGEST_PIECE),
});

const outputSchema = z.object({
  id: z.string(),
  title: z.string(),
  url: z.string().optional(),
  author: z.string().optional(),
  published: z.string().optional(),
  sha256: z.string(),
  /** Of the whole text. */
  length: z.int(),
  start: z.int(),
  end: z.int(),
  text: z.string(),
});

export function addGetDocumentTool(server: McpServer, answerer: Pick<QuestionAnswerer, 'getDocument'>): void {
  server.registerTool(
    'get_document',
    {
      title: 'Read a document',
      description: `Gives a document's text, or ${LONGEST_PIECE} characters of it from \`start\` on. Offsets are those of citations.`,
      inputSchema,
      outputSchema,
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ id, start, length }) =>
      toolResult(async () => {
        const { text, title, url, author, published, sha256 } = await answerer.getDocument(id);
        const piece = text.slice(start, start + length);
        return {
          content: [{ type: 'text' as const, text: piece }, documentLink({ id, title })],
          structuredContent: {
            id,
            title,
            ...(url !== undefined && { url }),
            ...(author !== undefined && { author }),
            ...(published !== undefined && { published }),
            sha256,
            length: text.length,
            start: Math.min(start, text.length),
            end: Math.min(start + length, text.length),
            text: piece,
          },
        };
      }),
  );
}
