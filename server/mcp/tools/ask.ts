import { randomUUID } from 'node:crypto';
import type { McpServer } from '@modelcontextprotocol/server';
import { RELATED } from '../../../src/answering/refusal-text.js';
import type { Answer, AnswerDesk } from '../../answer-desk.js';
import { answerSchema, askRequestSchema, turnsOf } from '../../schemas/ask.js';
import { documentLinks, toolResult } from '../tool-result.js';

export function addAskTool(server: McpServer, desk: AnswerDesk, client: AbortSignal): void {
  server.registerTool(
    'ask',
    {
      title: 'Ask the documents',
      description:
        'Answers a question from the documents with verbatim quotes and where each stands, or says that they hold no answer. Pass earlier turns as history for a follow-up.',
      inputSchema: askRequestSchema,
      outputSchema: answerSchema,
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ question, history, maxCitations }, { mcpReq }) =>
      toolResult(async () => {
        const options = {
          answerId: randomUUID(),
          ...(history !== undefined && { history: turnsOf(history) }),
          ...(maxCitations !== undefined && { maxCitations }),
        };
        const answer = await desk.ask(question, options, AbortSignal.any([mcpReq.signal, client]));
        const cited = [...answer.citations, ...answer.related];
        return {
          content: [
            { type: 'text' as const, text: inWords(answer) },
            ...documentLinks(cited.map(({ document }) => document)),
          ],
          structuredContent: { ...answer },
        };
      }),
  );
}

/** For a model that reads text only: the answer, its sources, and of a refusal what is near. */
function inWords(answer: Answer): string {
  const sources = answer.citations.map(
    ({ number, document, quote }) => `[${number}] ${document.title}: “${quote}”`,
  );
  const related = answer.related.map(({ document, quote }) => `${document.title}: “${quote}”`);
  return [
    answer.text,
    ...(sources.length > 0 ? ['Sources:', ...sources] : []),
    ...(related.length > 0 ? [`${RELATED}:`, ...related] : []),
  ].join('\n');
}
