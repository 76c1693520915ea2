import type { McpServer } from '@modelcontextprotocol/server';
import type { AnswerDesk } from '../../answer-desk.js';
import { turnsOf } from '../../schemas/ask.js';
import { searchRequestSchema, searchResponseSchema } from '../../schemas/search.js';
import { documentLinks, toolResult } from '../tool-result.js';

export function addSearchTool(server: McpServer, desk: AnswerDesk, client: AbortSignal): void {
  server.registerTool(
    'search',
    {
      title: 'Search the documents',
      description: 'Finds the passages nearest to a query, best first, with where each stands.',
      inputSchema: searchRequestSchema,
      outputSchema: searchResponseSchema,
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ query, history, limit }, { mcpReq }) =>
      toolResult(async () => {
        const options = {
          ...(history !== undefined && { history: turnsOf(history) }),
          ...(limit !== undefined && { limit }),
        };
        const hits = await desk.search(query, options, AbortSignal.any([mcpReq.signal, client]));
        const found = hits.map(
          ({ document, passage }) => `${document.title} (${document.id}):\n${passage.text}`,
        );
        return {
          content: [
            { type: 'text' as const, text: found.join('\n\n') || 'Nothing was found.' },
            ...documentLinks(hits.map(({ document }) => document)),
          ],
          structuredContent: { hits },
        };
      }),
  );
}
