import { createRoute } from '@hono/zod-openapi';
import { DOCUMENTS_PATH } from '../document-address.js';
import { documentParametersSchema } from '../schemas/document.js';
import { jobSchema } from '../schemas/job.js';
import { ADMIN_PROBLEMS, problemDescription } from '../schemas/problem.js';
import { COLLECTION_PATH } from '../upload-request.js';

const ACCEPTED = {
  202: {
    description: 'It is durable, and indexed by the job that `Location` names.',
    content: { 'application/json': { schema: jobSchema } },
    links: {
      job: {
        operationRef: '#/paths/~1api~1jobs~1{id}/get',
        parameters: { id: '$response.body#/id' },
      },
      events: {
        operationRef: '#/paths/~1api~1jobs~1{id}~1events/get',
        parameters: { id: '$response.body#/id' },
      },
    },
  },
};
const UPLOAD_PROBLEMS = {
  400: problemDescription('The body or a name does not fit.'),
  ...ADMIN_PROBLEMS,
  409: problemDescription('The document is there already, from this or another source.'),
  413: problemDescription('The upload is too large.'),
  415: problemDescription('The format is not read.'),
  422: problemDescription('A file cannot be read; `errors` says which.'),
};
const FILE_CONTENT = {
  'application/octet-stream': { schema: { type: 'string', format: 'binary' } },
} as const;

export const addRoute = createRoute({
  method: 'post',
  path: COLLECTION_PATH,
  summary: 'Add documents',
  security: [{ adminToken: [] }],
  request: {
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: {
            type: 'object',
            required: ['file'],
            properties: {
              file: { type: 'array', minItems: 1, items: { type: 'string', format: 'binary' } },
            },
          },
        },
      },
    },
  },
  responses: { ...ACCEPTED, ...UPLOAD_PROBLEMS },
});

export const replaceRoute = createRoute({
  method: 'put',
  path: `${DOCUMENTS_PATH}{id}`,
  summary: 'Put an uploaded document, in the place of the one of its name',
  security: [{ adminToken: [] }],
  request: { params: documentParametersSchema, body: { required: true, content: FILE_CONTENT } },
  responses: { ...ACCEPTED, ...UPLOAD_PROBLEMS },
});

export const removeRoute = createRoute({
  method: 'delete',
  path: `${DOCUMENTS_PATH}{id}`,
  summary: 'Remove an uploaded document',
  security: [{ adminToken: [] }],
  request: { params: documentParametersSchema },
  responses: {
    ...ACCEPTED,
    ...ADMIN_PROBLEMS,
    404: problemDescription('There is no such document.'),
    409: problemDescription('The document was not uploaded as a file of this name.'),
  },
});
