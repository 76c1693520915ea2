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
import { COLLECTION_PATH } from '../upload-request.js';
import { JOBS_PATH } from './jobs.js';
import { addRoute, removeRoute, replaceRoute } from './upload-descriptions.js';

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
      `"${id}" was not uploaded under this name: it comes from the knowledge folder, from another server that shares the index, or from an uploaded file that holds several documents. Remove or replace it there.`,
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
