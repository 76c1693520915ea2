import { McpServer } from '@modelcontextprotocol/server';
import type { QuestionAnswerer } from '../../src/citewell-api.js';
import type { AnswerDesk } from '../answer-desk.js';
import { addDocumentResources } from './document-resources.js';
import { addAskTool } from './tools/ask.js';
import { addGetDocumentTool } from './tools/get-document.js';
import { addSearchTool } from './tools/search.js';

/** What the server is made of, over HTTP and over stdio alike. */
export interface McpServices {
  readonly desk: AnswerDesk;
  readonly answerer: Pick<QuestionAnswerer, 'listDocuments' | 'getDocument'>;
  readonly version: string;
}

const INSTRUCTIONS =
  'Answers questions from one set of documents. Every quote stands word for word in a document; where the documents hold no answer, the outcome is not_found. Prefer `ask` for a question, `search` to read around, `get_document` for the text around a quote.';

/**
 * The documents as a Model Context Protocol server: tools that ask, search and read, and the documents as resources.
 *
 * @param client aborts when the connection of a request is closed, which not every protocol version tells otherwise
 */
export function createMcpServer(services: McpServices, client = new AbortController().signal): McpServer {
  const server = new McpServer(
    { name: 'citewell', title: 'Citewell', version: services.version },
    { instructions: INSTRUCTIONS },
  );
  addAskTool(server, services.desk, client);
  addSearchTool(server, services.desk, client);
  addGetDocumentTool(server, services.answerer);
  addDocumentResources(server, services.answerer);
  return server;
}
