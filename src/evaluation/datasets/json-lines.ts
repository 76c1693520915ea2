import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { CitewellError } from '../../errors.js';

/** A line of a JSON Lines file, with its number for messages. */
export interface NumberedLine<Value> {
  /** From 1. */
  readonly line: number;
  readonly value: Value;
}

/**
 * Reads a data set's file as text, without a byte order mark.
 *
 * @throws CitewellError `invalid_dataset` where the file is missing or cannot be read.
 */
export async function readDatasetFile(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const what = reason === 'ENOENT' ? 'there is no such file' : `it could not be read (${reason})`;
    throw new CitewellError('invalid_dataset', `${file}: ${what}.`, { file }, { cause: error });
  }
}

/**
 * Reads a JSON Lines file; blank lines are passed over.
 *
 * @throws CitewellError `invalid_dataset`, naming the file, the line and the field that is wrong.
 */
export async function readJsonLines<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<NumberedLine<z.infer<Schema>>[]> {
  const lines = (await readDatasetFile(file)).split('\n');
  return lines.flatMap((content, index) => {
    if (content.trim() === '') return [];
    const line = index + 1;
    return [{ line, value: parseDatasetJson(content, schema, file, line) }];
  });
}

/** @throws CitewellError `invalid_dataset` where `content` is not JSON or does not have the schema's shape. */
export function parseDatasetJson<Schema extends z.ZodType>(
  content: string,
  schema: Schema,
  file: string,
  line?: number,
): z.infer<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw datasetError(file, line, `not JSON: ${error.message}`, error);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue === undefined || issue.path.length === 0 ? 'the line' : `"${issue.path.join('.')}"`;
  throw datasetError(file, line, `${field}: ${issue?.message ?? 'wrong shape'}`, parsed.error);
}

/** An error that names the place in the data set. */
export function datasetError(
  file: string,
  line: number | undefined,
  problem: string,
  cause?: unknown,
): CitewellError {
  const place = line === undefined ? file : `${file}, line ${line}`;
  const details = line === undefined ? { file } : { file, line };
  return new CitewellError('invalid_dataset', `${place}: ${problem}.`, details, { cause });
}
