import type { Span } from '../documents/document.js';

/** Before the next named field of a record (`Plan: Pro; Price: €20`): values may hold semicolons and colons, too. */
const NEXT_FIELD = /; (?=[^;:]{1,60}: )/u;
const SEPARATOR_LENGTH = 2;
const NAME = /^([^;:]{1,60}): /u;

/** A field of a record, with the place of its value in the record's text. */
export interface RecordField extends Span {
  /** Its column's; empty where it has none. */
  readonly name: string;
}

/** What a record is about, without the name of its column: `1022` of `No.: 1022; Object: Figurehead`. */
export function firstValue(record: string): string {
  const [field] = recordFields(record);
  return record.slice(field?.start, field?.end);
}

export function recordFields(record: string): RecordField[] {
  let from = 0;
  return record.split(NEXT_FIELD).map((field) => {
    const name = NAME.exec(field)?.[1] ?? '';
    const start = from + (name === '' ? 0 : name.length + SEPARATOR_LENGTH);
    const end = from + field.length;
    from = end + SEPARATOR_LENGTH;
    return { name, start, end };
  });
}
