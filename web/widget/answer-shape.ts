import type { Answer, Citation } from '../../src/answering/answer.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Whether a value has all that the widget shows of an answer. A page outlives its server's version, and a proxy may
 * answer in the server's place, so nothing that comes over the wire is taken on trust.
 */
export function isAnswer(value: unknown): value is Answer {
  return (
    isFields(value) &&
    typeof value['id'] === 'string' &&
    typeof value['question'] === 'string' &&
    (value['outcome'] === 'answered' || value['outcome'] === 'not_found') &&
    typeof value['text'] === 'string' &&
    typeof value['confidence'] === 'number' &&
    isListOf(value['citations'], isCitation) &&
    isListOf(value['related'], isCitation) &&
    (value['outcome'] === 'not_found' || value['citations'].length > 0)
  );
}

export function isCitation(value: unknown): value is Citation {
  if (!isFields(value)) return false;
  const { passage, document, alsoIn = [], highlights } = value;
  return (
    hasSpan(value) &&
    typeof value['number'] === 'number' &&
    typeof value['quote'] === 'string' &&
    Array.isArray(highlights) &&
    highlights.every(hasSpan) &&
    isListOf(value['headings'], isString) &&
    hasSpan(passage) &&
    isFields(passage) &&
    typeof passage['text'] === 'string' &&
    isNamed(document) &&
    isListOf(alsoIn, isNamed)
  );
}

function isNamed(value: unknown): value is Fields {
  return isFields(value) && typeof value['id'] === 'string' && typeof value['title'] === 'string';
}

function hasSpan(value: unknown): boolean {
  return isFields(value) && Number.isInteger(value['start']) && Number.isInteger(value['end']);
}

/** Whether a value is text. */
export function isString(value: unknown): value is string {
  return typeof value === 'string';
}

/** Whether a value is an object whose fields can be read. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a list with only members of the given kind. */
export function isListOf<T>(value: unknown, isMember: (member: unknown) => member is T): value is T[] {
  return Array.isArray(value) && value.every(isMember);
}
