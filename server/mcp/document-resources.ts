import { type McpServer, ResourceNotFoundError, ResourceTemplate } from '@modelcontextprotocol/server';
import type { QuestionAnswerer } from '../../src/citewell-api.js';
import { CitewellError } from '../../src/errors.js';
import { DOCUMENT_URI_TEMPLATE, documentUri } from './document-uri.js';
import { documentLink } from './tool-result.js';

/** Documents of one page of the list. */
const PAGE = 100;

/** The documents as resources: listed page by page, read as their whole text. */
export function addDocumentResources(
  server: McpServer,
  answerer: Pick<QuestionAnswerer, 'listDocuments' | 'getDocument'>,
): void {
  const template = new ResourceTemplate(DOCUMENT_URI_TEMPLATE, { list: undefined });
  const about = { title: 'Documents', description: 'The text that citations quote.', mimeType: 'text/plain' };
  server.registerResource('document', template, about, async (uri, { id }) => {
    const document = await read(answerer, uri, typeof id === 'string' ? decodeURIComponent(id) : '');
    return { contents: [{ uri: documentUri(document.id), mimeType: 'text/plain', text: document.text }] };
  });
  // A template's own list knows no pages. The cursor is the last id of the page before.
  server.server.setRequestHandler('resources/list', async ({ params }) => {
    const after = params?.cursor;
    const page = await answerer.listDocuments({ limit: PAGE + 1, ...(after !== undefined && { after }) });
    const resources = page.slice(0, PAGE).map((document) => {
      const { type: _type, ...resource } = documentLink(document);
      return resource;
    });
    const last = page[PAGE - 1];
    return { resources, ...(page.length > PAGE && last && { nextCursor: last.id }) };
  });
}

async function read(answerer: Pick<QuestionAnswerer, 'getDocument'>, uri: URL, id: string) {
  try {
    return await answerer.getDocument(id);
  } catch (error) {
    if (error instanceof CitewellError && error.code === 'not_found') {
      throw new ResourceNotFoundError(uri.href, error.message);
    }
    throw error;
  }
}
