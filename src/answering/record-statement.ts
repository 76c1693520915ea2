import { recordFields } from './record-fields.js';

/**
 * A record in the words of prose, which is what the reader has learnt to read: `Plan: Pro; Price: €20` is
 * `Plan is Pro. Price is €20.`
 */
export function recordStatement(record: string): string {
  return recordFields(record)
    .map(({ name, start, end }) => {
      const value = record.slice(start, end).replace(/\.$/u, '');
      return name === '' ? `${value}.` : `${name} is ${value}.`;
    })
    .join(' ');
}
