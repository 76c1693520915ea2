import { parseDocument, type Document as YamlDocument } from 'yaml';
import { z } from 'zod';
import { CitewellError } from '../errors.js';
import type { DocumentMetadata } from './build-document.js';

/** A Markdown file in its two parts. */
export interface FrontMatter {
  readonly metadata: DocumentMetadata;
  readonly body: string;
}

const OPENING = /^---[ \t]*\n/u;
const CLOSING = /^(?:---|\.\.\.)[ \t]*(?:\n|$)/mu;
/** The opening `---` is line 1, so YAML's own line 1 is the file's line 2. */
const LINES_BEFORE_YAML = 1;

// A date is kept as written: the schema below reads YAML with strings only (`failsafe`).
const scalar = z.string().trim();
const listOfScalars = z.union([scalar, z.array(scalar)]);
const FRONT_MATTER = z.looseObject({
  title: scalar.nullish(),
  url: scalar.nullish(),
  author: listOfScalars.nullish(),
  published: scalar.nullish(),
  date: scalar.nullish(),
  tags: listOfScalars.nullish(),
});

/**
 * Splits normalised Markdown into YAML front matter (between `---` lines at its very start) and body.
 * A text that opens with a thematic break and has no closing line has no front matter.
 *
 * @throws CitewellError `unreadable_file` naming the line of the file where the front matter is broken.
 */
export function splitFrontMatter(text: string, id: string): FrontMatter {
  const opening = OPENING.exec(text);
  if (opening === null) return { metadata: {}, body: text };
  const yamlStart = opening[0].length;
  const closing = CLOSING.exec(text.slice(yamlStart));
  if (closing === null) return { metadata: {}, body: text };
  const yaml = text.slice(yamlStart, yamlStart + closing.index);
  const body = text.slice(yamlStart + closing.index + closing[0].length);
  return { metadata: parseMetadata(yaml, id), body };
}

function parseMetadata(yaml: string, id: string): DocumentMetadata {
  const document = parseDocument(yaml, { schema: 'failsafe', prettyErrors: true });
  const problem = document.errors[0];
  if (problem !== undefined) {
    const line = (problem.linePos?.[0].line ?? 1) + LINES_BEFORE_YAML;
    const what = problem.message.split(/ at line \d|\n/u)[0] ?? problem.message;
    throw brokenFrontMatter(id, line, what, problem);
  }
  const value = yamlValue(document, id);
  if (value === null || value === '') return {};
  const parsed = FRONT_MATTER.safeParse(value);
  if (parsed.success) return metadataOf(parsed.data);
  const issue = parsed.error.issues[0];
  const field = issue?.path[0];
  const line = field === undefined ? LINES_BEFORE_YAML + 1 : lineOfField(yaml, String(field));
  const what =
    field === undefined ? 'it must be a list of `name: value` lines' : `\`${String(field)}\` must be text`;
  throw brokenFrontMatter(id, line, what, parsed.error);
}

/** Aliases (`*name`) are looked up only here: one without its anchor, or a bomb of them, shows now. */
function yamlValue(document: YamlDocument, id: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw brokenFrontMatter(
      id,
      LINES_BEFORE_YAML + 1,
      `${error.message}; put a value that opens with * in quotes`,
      error,
    );
  }
}

function metadataOf(fields: z.infer<typeof FRONT_MATTER>): DocumentMetadata {
  const author = listOf(fields.author).join(', ');
  const published = fields.published || fields.date;
  const tags = listOf(fields.tags);
  return {
    ...(fields.title ? { title: fields.title } : {}),
    ...(fields.url ? { url: fields.url } : {}),
    ...(author === '' ? {} : { author }),
    ...(published ? { published } : {}),
    ...(tags.length === 0 ? {} : { tags }),
  };
}

function listOf(value: string | string[] | null | undefined): string[] {
  const items = typeof value === 'string' ? value.split(',') : (value ?? []);
  return items.map((item) => item.trim()).filter((item) => item !== '');
}

function lineOfField(yaml: string, field: string): number {
  const position = yaml.split('\n').findIndex((line) => line.startsWith(`${field}:`));
  return Math.max(position, 0) + 1 + LINES_BEFORE_YAML;
}

function brokenFrontMatter(id: string, line: number, what: string, cause: unknown): CitewellError {
  return new CitewellError(
    'unreadable_file',
    `${id}, line ${line}: the front matter can't be read: ${what}. Correct it, or remove the lines between the two "---".`,
    { document: id, line },
    { cause },
  );
}
