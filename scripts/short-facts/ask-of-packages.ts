import type { Document } from '../../src/documents/document.js';
import type { RandomInteger } from '../../src/evaluation/metrics/random.js';
import type { PackageTable } from './domain.js';
import { pick, shuffled } from './draw.js';
import type { Draft } from './question-draft.js';

const ANSWERABLE = 4;

interface Cell {
  readonly key: string;
  readonly record: string;
  readonly header: string;
  readonly value: string;
}

/**
 * Questions about a table in a package's documentation, as it is read. The entities are its rows, so that another
 * version of the package changes the questions and makes none of them wrong.
 */
export function askOfPackage(table: PackageTable, document: Document, random: RandomInteger): Draft[] {
  const cells = cellsOf(table, document);
  if (cells.length < ANSWERABLE) throw new Error(`${table.file} has no table of ${table.key}`);
  const keys = [...new Set(cells.map(({ key }) => key))];
  const ask = (header: string, key: string): string => {
    const column = table.columns.find((candidate) => candidate.header === header);
    return pick(random, column?.ask ?? []).replaceAll('{x}', key);
  };
  const drafts: Draft[] = shuffled(random, cells)
    .slice(0, ANSWERABLE)
    .map(({ key, record, header, value }) => ({
      text: ask(header, key),
      place: [record.slice(0, record.indexOf(';')), `${header}: ${value}`],
    }));
  for (let count = 0; count < ANSWERABLE; count++) {
    const other = table.otherKeys[count % table.otherKeys.length] as string;
    const absent = table.absent[(count >> 1) % table.absent.length] as string;
    drafts.push({
      text:
        count % 2 === 0
          ? ask(pick(random, table.columns).header, other)
          : absent.replaceAll('{x}', pick(random, keys)),
    });
  }
  return drafts;
}

function cellsOf({ key, columns }: PackageTable, { text, records = [] }: Document): Cell[] {
  return records.flatMap(({ start, end }) => {
    const record = text.slice(start, end);
    if (!record.startsWith(`${key}: `)) return [];
    const name = fieldOf(record, key)
      ?.replaceAll('`', '')
      .replace(/^\[([^\]]+)\].*$/u, '$1');
    return columns.flatMap(({ header }) => {
      const value = fieldOf(record, header);
      return name && value && !/^(?:N\/A|TBD|`?undefined`?)$/u.test(value)
        ? [{ key: name, record, header, value }]
        : [];
    });
  });
}

/** A field of a record, up to the next one: values may hold semicolons, but none that a capital and a colon follow. */
function fieldOf(record: string, header: string): string | undefined {
  const at = `; ${record}`.indexOf(`; ${header}: `);
  if (at < 0) return undefined;
  const rest = record.slice(at + header.length + 2);
  return rest.split(/; (?=(?:\*\*)?\p{Lu}[\p{L} .]*(?:\*\*)?: )/u)[0];
}
