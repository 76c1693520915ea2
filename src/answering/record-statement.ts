/** Before the next named field of a record (`Plan: Pro; Price: €20`): values may hold semicolons and colons, too. */
const NEXT_FIELD = /; (?=[^;:]{1,60}: )/u;
const NAME = /^([^;:]{1,60}): /u;

/**
 * A record in the words of prose, which is what the reader has learnt to read: `Plan: Pro; Price: €20` is
 * `Plan is Pro. Price is €20.`
 */
export function recordStatement(record: string): string {
  return record
    .split(NEXT_FIELD)
    .map((field) => `${field.replace(NAME, '$1 is ').replace(/\.$/u, '')}.`)
    .join(' ');
}
