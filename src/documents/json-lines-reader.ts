import { z } from 'zod';
import { CitewellError } from '../errors.js';
import { buildDocument } from './build-document.js';
import { decodeText } from './decode-text.js';
import type { Document } from './document.js';
import type { DocumentReader } from './document-reader.js';
import { LineFaults } from './line-faults.js';
import { normaliseText } from './normalise-text.js';

const identifier = z.union([z.string().trim().min(1), z.int().transform(String)]);
const LINE = z
  .looseObject({
    _id: identifier.optional(),
    id: identifier.optional(),
    title: z.string().nullish(),
    text: z.string(),
    url: z.string().nullish(),
    author: z.string().nullish(),
    published: z.string().nullish(),
  })
  .refine((line) => (line._id ?? line.id) !== undefined, { path: ['_id'] });

const EXPECTED: Readonly<Record<string, string>> = {
  _id: '`_id` (or `id`) must be a text or whole number',
  id: '`id` must be a text or whole number',
  text: '`text` must be there and be a text',
};

/**
 * JSON lines: `{"_id", "title"?, "text", "url"?, "author"?, "published"?}` a line, each its own document.
 * A line whose text is empty is read as its title; with neither it is a document that holds nothing, as corpora
 * have them. A bad line costs itself only.
 */
export const jsonLinesReader: DocumentReader = {
  extensions: ['.jsonl'],
  version: 'json-lines-1',
  async read(file) {
    const documents: Document[] = [];
    const faults = new LineFaults(file);
    const lineOfId = new Map<string, number>();
    for (const [position, raw] of decodeText(file.bytes, file.id).split(/\r?\n/u).entries()) {
      const line = position + 1;
      if (raw.trim() === '') continue;
      try {
        const document = readLine(raw, file.id, line);
        const earlier = lineOfId.get(document.id);
        if (earlier !== undefined) throw duplicateLine(document.id, file.id, line, earlier);
        lineOfId.set(document.id, line);
        documents.push(document);
      } catch (error) {
        faults.add(error);
      }
    }
    faults.end();
    if (documents.length > 0 || faults.count > 0) return documents;
    throw new CitewellError('unreadable_file', `${file.id} is empty. Remove it, or give it lines.`, {
      document: file.id,
    });
  },
};

function duplicateLine(id: string, file: string, line: number, earlierLine: number): CitewellError {
  return new CitewellError(
    'duplicate_document',
    `${file}, line ${line}: the id ${JSON.stringify(id)} already stands in line ${earlierLine}. Give each line its own id.`,
    { document: id, file, line, earlierLine },
  );
}

function readLine(raw: string, file: string, line: number): Document {
  const parsed = LINE.safeParse(parseJson(raw, file, line));
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path[0];
    const what =
      field === undefined
        ? 'it must be a JSON object'
        : (EXPECTED[String(field)] ?? `\`${String(field)}\` must be a text`);
    throw badLine(file, line, what, parsed.error);
  }
  const { _id, id, title, text, url, author, published } = parsed.data;
  const statedTitle = filled(title);
  const content = filled(text) === undefined ? (statedTitle ?? '') : normaliseText(text);
  const name = _id ?? id ?? '';
  return buildDocument({
    id: name,
    text: content,
    titleOfLastResort: name,
    bytes: Buffer.byteLength(raw),
    metadata: {
      ...(statedTitle === undefined ? {} : { title: statedTitle }),
      ...optional('url', url),
      ...optional('author', author),
      ...optional('published', published),
    },
  });
}

function parseJson(raw: string, file: string, line: number): unknown {
  try {
    return JSON.parse(raw);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw badLine(file, line, `it is not JSON (${error.message})`, error);
  }
}

/** Blank text once normalised counts as none: a lone NUL or byte order mark says nothing. */
function filled(value: string | null | undefined): string | undefined {
  const normalised = value === null || value === undefined ? '' : normaliseText(value).trim();
  return normalised === '' ? undefined : normalised;
}

function optional(name: string, value: string | null | undefined): Readonly<Record<string, string>> {
  const text = filled(value);
  return text === undefined ? {} : { [name]: text };
}

function badLine(file: string, line: number, what: string, cause: unknown): CitewellError {
  return new CitewellError(
    'unreadable_file',
    `${file}, line ${line}: ${what}. Correct the line, or remove it.`,
    { document: file, line },
    { cause },
  );
}
