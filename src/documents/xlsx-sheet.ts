import type { Workbook } from './xlsx-workbook.js';
import type { XmlVisitor } from './xml.js';

/** Excel's own bounds (its "specifications and limits"): what claims more is damaged. */
const MOST_COLUMNS = 16_384;

/** Collects the rows of a sheet as the texts that its cells show. */
export class SheetRows implements XmlVisitor {
  readonly rows: string[][] = [];
  #row: string[] | undefined;
  #column = 0;
  #type = 'n';
  #style = 0;
  #value = '';
  #collects = false;
  #phonetic = false;

  constructor(private readonly workbook: Workbook) {}

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      // A hidden row is not shown, by its author or by a filter.
      this.#row = /^(?:1|true)$/u.test(attributes['hidden'] ?? '') ? undefined : [];
      this.#column = 0;
    } else if (name === 'c') {
      this.#column = columnOf(attributes['r']) ?? this.#column;
      this.#type = attributes['t'] ?? 'n';
      this.#style = Number(attributes['s'] ?? 0);
      this.#value = '';
    } else if (name === 'rPh') {
      this.#phonetic = true;
    } else if (name === 'v' || name === 't') {
      this.#collects = !this.#phonetic;
    }
  }

  text(text: string): void {
    if (this.#collects) this.#value += text;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') {
      this.#collects = false;
    } else if (name === 'rPh') {
      this.#phonetic = false;
    } else if (name === 'c') {
      if (this.#row !== undefined && this.#column < MOST_COLUMNS && this.#value !== '') {
        while (this.#row.length < this.#column) this.#row.push('');
        this.#row[this.#column] = this.#shown();
      }
      this.#column += 1;
    } else if (name === 'row' && this.#row?.some((cell) => cell.trim() !== '')) {
      this.rows.push(this.#row);
    }
  }

  /** The kinds of cells are those of ECMA-376, 18.18.11. */
  #shown(): string {
    switch (this.#type) {
      case 's':
        return this.workbook.sharedStrings[Number(this.#value)] ?? '';
      case 'b':
        return this.#value === '1' ? 'TRUE' : 'FALSE';
      case 'n': {
        const number = Number(this.#value);
        return Number.isFinite(number) ? this.workbook.display(number, this.#style) : this.#value;
      }
      default:
        return this.#value;
    }
  }
}

/** `C7` is column 2. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/u.exec(reference ?? '')?.[0];
  if (letters === undefined) return undefined;
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
