import { crc32 } from 'node:zlib';

type Column = string | number | bigint | null | Uint8Array;

/**
 * CRC-32 of a row's columns, in order, each with its kind and length, so that nothing moves from one to the next
 * unseen. It finds every change of up to 32 neighbouring bits, and another one with all but a chance in four
 * billion; it is against damage, not against forgery. About 1 GB a second.
 */
export function checksumOf(columns: readonly Column[]): number {
  let checksum = 0;
  // One call for columns side by side: for short ones, calling costs more than counting.
  let text = '';
  for (const column of columns) {
    if (column instanceof Uint8Array) {
      checksum = crc32(column, crc32(`${text}b${column.byteLength}:`, checksum));
      text = '';
    } else text += textWithLength(column);
  }
  return crc32(text, checksum);
}

function textWithLength(column: Exclude<Column, Uint8Array>): string {
  if (column === null) return '0';
  const text = String(column);
  return `${typeof column === 'string' ? 's' : 'n'}${Buffer.byteLength(text)}:${text}`;
}

/**
 * A text as UTF-8 can hold it: half a surrogate pair becomes U+FFFD, unit for unit, so that offsets stay. SQLite would
 * keep bytes that come back as something else.
 */
export function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
