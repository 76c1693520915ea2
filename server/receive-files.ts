import { setMaxListeners } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { CitewellError } from '../src/errors.js';
import type { StagedFile, Uploads } from '../src/uploads/uploads.js';
import { bodyOf, byteLimit } from './limited-body.js';
import type { UploadLimits } from './limits.js';

/** Headers of one part: its disposition and its type, with a long name. */
const HEADER_BYTES = 16 * 1024;
const HEADER_PAIRS = 20;

/**
 * Writes the files of a `multipart/form-data` body to disk as they arrive. Nothing is left of them where one of them,
 * the body or the client fails.
 *
 * @throws CitewellError `upload_invalid`, `upload_too_large`, `unsupported_format`, `storage_failed`, `cancelled`
 */
export async function receiveFiles(
  request: Request,
  uploads: Uploads,
  limits: UploadLimits,
): Promise<StagedFile[]> {
  const parser = openParser(request.headers.get('Content-Type') ?? '', limits);
  const abort = new AbortController();
  // Each file listens, and the pipeline.
  setMaxListeners(limits.files + 2, abort.signal);
  const receiving: Promise<StagedFile>[] = [];
  const stop = (reason: unknown) => abort.abort(reason);
  parser.on('file', (_field, content, name) => {
    const receipt = uploads.receive(name ?? '', content, abort.signal);
    receipt.catch(stop);
    receiving.push(receipt);
  });
  const tooMany = () => stop(invalid(`An upload may have ${limits.files} files at most.`));
  parser.on('filesLimit', tooMany);
  parser.on('partsLimit', tooMany);
  parser.on('fieldsLimit', () => stop(invalid('An upload may hold files only: give each part a filename.')));
  let failure: unknown;
  try {
    await pipeline(bodyOf(request), byteLimit(request, limits.bytes), parser, { signal: abort.signal });
  } catch (error) {
    failure = abort.signal.aborted ? abort.signal.reason : bodyFailure(error, request);
    stop(failure);
  }
  return settle(receiving, uploads, failure);
}

/**
 * Writes a body that is itself a file.
 *
 * @throws CitewellError as {@link receiveFiles}
 */
export async function receiveFile(
  request: Request,
  name: string,
  uploads: Uploads,
  limits: UploadLimits,
): Promise<StagedFile> {
  const abort = new AbortController();
  const content = byteLimit(request, limits.bytes);
  const arriving = pipeline(bodyOf(request), content, { signal: abort.signal });
  const receipt = uploads.receive(name, content, abort.signal);
  receipt.catch((error) => abort.abort(error));
  let failure: unknown;
  try {
    await arriving;
  } catch (error) {
    failure = abort.signal.aborted ? abort.signal.reason : bodyFailure(error, request);
    abort.abort(failure);
  }
  const [file] = await settle([receipt], uploads, failure);
  if (!file) throw invalid('The file is empty.');
  return file;
}

/** All of the files, or none and the first failure. */
async function settle(
  receiving: readonly Promise<StagedFile>[],
  uploads: Uploads,
  failure: unknown,
): Promise<StagedFile[]> {
  const results = await Promise.allSettled(receiving);
  const files = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const rejection = results.find((result) => result.status === 'rejected');
  if (failure === undefined && rejection === undefined && files.length > 0) return files;
  await uploads.discard(files);
  throw failure ?? rejection?.reason ?? invalid('The upload holds no file: give each part a filename.');
}

function openParser(contentType: string, limits: UploadLimits): BusboyInstance {
  if (!/^multipart\/form-data\b/i.test(contentType)) {
    throw invalid('Send the files as multipart/form-data: curl -F file=@handbook.pdf …');
  }
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      // Folders in a name are checked, not dropped.
      preservePath: true,
      limits: {
        files: limits.files,
        parts: limits.files,
        fields: 0,
        headerSize: HEADER_BYTES,
        headerPairs: HEADER_PAIRS,
      },
    });
  } catch (cause) {
    throw invalid(
      'The Content-Type of the upload has no boundary. Let your HTTP client set the header.',
      cause,
    );
  }
}

/** What a body that breaks off, or is not what it says, looks like from here. */
function bodyFailure(error: unknown, request: Request): unknown {
  if (error instanceof CitewellError) return error;
  if (request.signal.aborted) {
    return new CitewellError(
      'cancelled',
      'The client left in the middle of its upload.',
      {},
      { cause: error },
    );
  }
  return invalid('The upload breaks off, or is not multipart/form-data as its boundary says.', error);
}

function invalid(message: string, cause?: unknown): CitewellError {
  return new CitewellError('upload_invalid', message, {}, { cause });
}
