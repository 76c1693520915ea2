import { toldError } from '../handle-error.js';
import { PROBLEMS } from '../problem-table.js';
import { documentUri } from './document-uri.js';

interface Named {
  readonly id: string;
  readonly title: string;
}

/** A document that a result speaks of, for the client to read. */
export function documentLink({ id, title }: Named) {
  return { type: 'resource_link' as const, uri: documentUri(id), name: id, title, mimeType: 'text/plain' };
}

/** Each document once, in the order of its first mention. */
export function documentLinks(documents: readonly Named[]) {
  return [...new Map(documents.map((document) => [document.id, document])).values()].map(documentLink);
}

/** Runs a tool; what fails becomes a result that says so, in the words that any client may read. */
export async function toolResult<Result extends object>(run: () => Promise<Result>) {
  try {
    return await run();
  } catch (error) {
    const { code, message } = toldError(error);
    const text = PROBLEMS[code].detail ?? message;
    return { isError: true, content: [{ type: 'text' as const, text }] };
  }
}
