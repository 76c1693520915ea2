import { createRoute } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { QuestionAnswerer } from '../../src/citewell-api.js';
import { CitewellError } from '../../src/errors.js';
import type { IndexJobs } from '../../src/uploads/index-jobs.js';
import type { KeepMode, StagedFile, Uploads } from '../../src/uploads/uploads.js';
import { DOCUMENTS_PATH, parseDocumentAddress } from '../document-address.js';
import type { ServerApp, ServerContext, ServerEnvironment } from '../environment.js';
import type { UploadLimits } from '../limits.js';
import { problemResponse } from '../problem.js';
import { receiveFile, receiveFiles } from '../receive-files.js';
import { documentParametersSchema } from '../schemas/document.js';
import { jobSchema } from '../schemas/job.js';
import { ADMIN_PROBLEMS, problemDescription } from '../schemas/problem.js';
import { COLLECTION_PATH } from '../upload-request.js';
import { JOBS_PATH } from './jobs.js';

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

const addRoute = createRoute({
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

const replaceRoute = createRoute({
  method: 'put',
  path: `${DOCUMENTS_PATH}{id}`,
  summary: 'Put an uploaded document, in the place of the one of its name',
  security: [{ adminToken: [] }],
  request: { params: documentParametersSchema, body: { required: true, content: FILE_CONTENT } },
  responses: { ...ACCEPTED, ...UPLOAD_PROBLEMS },
});

const removeRoute = createRoute({
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

/** What the routes that change documents work on. */
export interface UploadServices {
  readonly uploads: Uploads;
  readonly jobs: IndexJobs;
}

/** @param admin lets only those through who show the admin token */
export function addUploadRoutes(
  app: ServerApp,
  admin: MiddlewareHandler<ServerEnvironment>,
  answerer: QuestionAnswerer,
  { uploads, jobs }: UploadServices,
  limits: UploadLimits,
): void {
  for (const route of [addRoute, replaceRoute, removeRoute]) app.openAPIRegistry.registerPath(route);

  async function keep(
    context: ServerContext,
    files: readonly StagedFile[],
    mode: KeepMode,
  ): Promise<Response> {
    try {
      const failures = await uploads.keep(files, mode);
      const [first] = failures;
      if (!first)
        return accepted(
          context,
          jobs,
          files.map(({ name }) => name),
        );
      const code = CLIENT_CODES.has(first.code) ? first.code : 'upload_unreadable';
      const errors = failures.map(({ id, message }) => ({ path: id, message }));
      const others = failures.length > 1 ? ` ${failures.length - 1} more: see errors.` : '';
      return problemResponse(context, code, `${first.message}${others} Nothing was kept.`, { errors });
    } finally {
      await uploads.discard(files);
    }
  }

  app.post(COLLECTION_PATH, admin, async (context) =>
    keep(context, await receiveFiles(context.req.raw, uploads, limits), 'add'),
  );
  app.put(`${DOCUMENTS_PATH}:id{.+}`, admin, async (context) => {
    const { id } = parseDocumentAddress(context.req.url);
    return keep(context, [await receiveFile(context.req.raw, id, uploads, limits)], 'replace');
  });
  app.delete(`${DOCUMENTS_PATH}:id{.+}`, admin, async (context) => {
    const { id } = parseDocumentAddress(context.req.url);
    if (await removeUpload(uploads, id)) return accepted(context, jobs, [id]);
    await answerer.getDocument(id);
    throw new CitewellError(
      'not_an_upload',
      `"${id}" was not uploaded under this name: it comes from the knowledge folder, or from an uploaded file that holds several documents. Remove or replace that file.`,
      { id },
    );
  });
}

/** Codes whose messages are for clients; the others are those of reading a file. */
const CLIENT_CODES: ReadonlySet<string> = new Set(['document_exists', 'upload_invalid']);

/** A name that no upload can have is that of no upload. */
async function removeUpload(uploads: Uploads, name: string): Promise<boolean> {
  try {
    return await uploads.remove(name);
  } catch (error) {
    if (!(error instanceof CitewellError)) throw error;
    if (error.code !== 'upload_invalid' && error.code !== 'unsupported_format') throw error;
    return false;
  }
}

function accepted(context: ServerContext, jobs: IndexJobs, files: readonly string[]): Response {
  const job = jobs.start(files);
  context.header('Location', `${JOBS_PATH}${job.id}`);
  context.header('Cache-Control', 'no-store');
  return context.json(job, 202);
}
