import { createRoute } from '@hono/zod-openapi';
import type { QuestionAnswerer } from '../../src/citewell-api.js';
import { DOCUMENTS_PATH, parseDocumentAddress } from '../document-address.js';
import { matchesEntityTag } from '../entity-tag.js';
import type { ServerApp, ServerContext } from '../environment.js';
import { refuseMethod } from '../refuse-other-methods.js';
import {
  documentPageQuerySchema,
  documentPageSchema,
  documentParametersSchema,
  documentSchema,
} from '../schemas/document.js';
import { API_PROBLEMS, problemDescription } from '../schemas/problem.js';

type StoredDocument = Awaited<ReturnType<QuestionAnswerer['getDocument']>>;

const listRoute = createRoute({
  method: 'get',
  path: '/api/documents',
  summary: 'List documents',
  request: { query: documentPageQuerySchema },
  responses: {
    200: {
      description: 'A page of documents.',
      content: { 'application/json': { schema: documentPageSchema } },
    },
    400: problemDescription('A parameter does not fit.'),
    ...API_PROBLEMS,
    503: problemDescription('Not ready.'),
  },
});

const DOCUMENT_PROBLEMS = {
  400: problemDescription('The id is not valid percent-encoding.'),
  ...API_PROBLEMS,
  404: problemDescription('There is no such document.'),
  503: problemDescription('Not ready.'),
};

const documentRoute = createRoute({
  method: 'get',
  path: `${DOCUMENTS_PATH}{id}`,
  summary: 'Describe a document',
  request: { params: documentParametersSchema },
  responses: {
    200: { description: 'Without its text.', content: { 'application/json': { schema: documentSchema } } },
    ...DOCUMENT_PROBLEMS,
  },
});

const textRoute = createRoute({
  method: 'get',
  path: `${DOCUMENTS_PATH}{id}/text`,
  summary: 'Fetch the text that offsets refer to',
  request: { params: documentParametersSchema },
  responses: {
    200: {
      description: 'The exact text; `ETag` is its SHA-256.',
      content: { 'text/plain; charset=utf-8': { schema: { type: 'string' } } },
    },
    304: { description: 'The client has it already.' },
    ...DOCUMENT_PROBLEMS,
  },
});

export function addDocumentRoutes(app: ServerApp, answerer: QuestionAnswerer): void {
  app.openapi(listRoute, async (context) => {
    const { limit, after } = context.req.valid('query');
    // One more than asked for tells whether there is a next page.
    const found = await answerer.listDocuments({
      limit: limit + 1,
      ...(after === undefined ? {} : { after }),
    });
    const documents = found.slice(0, limit);
    const last = documents.at(-1);
    context.header('Cache-Control', 'no-store');
    return context.json(
      { documents, ...(found.length > limit && last !== undefined ? { next: last.id } : {}) },
      200,
    );
  });
  // One pattern serves all routes of a document: an id may hold slashes, which OpenAPI's path templates can't say.
  app.use(`${DOCUMENTS_PATH}:id{.+}`, async (context, next) => {
    const { method, url } = context.req;
    const reads = method === 'GET' || method === 'HEAD';
    // A text has no other method: to change it would be to change the document.
    if (!reads && parseDocumentAddress(url).wantsText) return refuseMethod(context, 'GET, HEAD');
    return next();
  });
  app.openAPIRegistry.registerPath(documentRoute);
  app.openAPIRegistry.registerPath(textRoute);
  app.get(`${DOCUMENTS_PATH}:id{.+}`, async (context) => {
    const { id, wantsText } = parseDocumentAddress(context.req.url);
    const document = await answerer.getDocument(id);
    return wantsText ? sendText(context, document) : sendDescription(context, document);
  });
}

function sendText(context: ServerContext, document: StoredDocument): Response {
  const tag = `"${document.sha256}"`;
  context.header('ETag', tag);
  context.header('Cache-Control', 'no-cache');
  if (matchesEntityTag(context.req.header('If-None-Match'), tag)) {
    return context.body(null, 304);
  }
  context.header('Content-Type', 'text/plain; charset=utf-8');
  return context.body(document.text);
}

function sendDescription(context: ServerContext, document: StoredDocument): Response {
  const { text, stated, ...description } = document;
  context.header('Cache-Control', 'no-store');
  return context.json({ ...description, length: text.length });
}
