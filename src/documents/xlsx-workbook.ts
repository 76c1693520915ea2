import { format, isDateFormat } from 'numfmt';
import { relationshipsOf } from './office-package.js';
import { childAt, childrenOf, descendantsOf, textOf, type XmlElement } from './xml.js';
import type { ZipArchive } from './zip-archive.js';
import { readNeededPart, readPart } from './zip-xml.js';

const WORKBOOK = 'xl/workbook.xml';
/** Days between the two origins of spreadsheet dates, 1900 and 1904 (ECMA-376, 18.17.4.1). */
const DAYS_1904 = 1462;

/** Formats that have a number instead of a pattern of their own (ECMA-376, 18.8.30). */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'yyyy-mm-dd',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy-mm-dd h:mm',
  37: '#,##0 ;(#,##0)',
  38: '#,##0 ;(#,##0)',
  39: '#,##0.00;(#,##0.00)',
  40: '#,##0.00;(#,##0.00)',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mmss.0',
  48: '##0.0E+0',
  49: '@',
};

interface Sheet {
  readonly name: string;
  readonly part: string;
  readonly hidden: boolean;
}

/** What the sheets of a workbook share. */
export interface Workbook {
  readonly sheets: readonly Sheet[];
  readonly sharedStrings: readonly string[];
  /** A number as a cell of that style (an index of `cellXfs`) shows it. */
  display(value: number, style: number): string;
}

/** @throws CitewellError `unreadable_file` */
export async function readWorkbook(zip: ZipArchive, id: string): Promise<Workbook> {
  const workbook = await readNeededPart(zip, WORKBOOK, id);
  const parts = await relationshipsOf(zip, WORKBOOK, id);
  const target = new Map(parts.map((part) => [part.id, part.target]));
  const partOf = (type: string) => parts.find((part) => part.type === type)?.target ?? '';
  const strings = await readPart(zip, partOf('sharedStrings'), id);
  const patterns = cellPatterns(await readPart(zip, partOf('styles'), id));
  const is1904 = /^(?:1|true)$/u.test(childAt(workbook, 'workbookPr')?.attributes['date1904'] ?? '');
  return {
    sheets: childrenOf(childAt(workbook, 'sheets'), 'sheet').map(({ attributes }) => ({
      name: attributes['name'] ?? '',
      part: target.get(attributes['r:id'] ?? '') ?? '',
      hidden: attributes['state'] === 'hidden' || attributes['state'] === 'veryHidden',
    })),
    sharedStrings: childrenOf(strings, 'si').map(richText),
    display: (value, style) => displayed(value, patterns[style] ?? 'General', is1904),
  };
}

/** Text with runs of formats, without the reading aids of East Asian scripts (`rPh`). */
function richText(item: XmlElement): string {
  return childrenOf(item)
    .map((part) => (part.name === 't' ? textOf(part) : part.name === 'r' ? textOf(childAt(part, 't')) : ''))
    .join('');
}

function cellPatterns(styles: XmlElement | undefined): string[] {
  const own = new Map(
    descendantsOf(childAt(styles, 'numFmts'), 'numFmt').map(({ attributes }) => [
      Number(attributes['numFmtId']),
      attributes['formatCode'] ?? '',
    ]),
  );
  return childrenOf(childAt(styles, 'cellXfs'), 'xf').map(({ attributes }) => {
    const number = Number(attributes['numFmtId'] ?? 0);
    return own.get(number) ?? BUILT_IN[number] ?? 'General';
  });
}

/** The system's short date is written as ISO 8601 has it: which one a reader's Excel would show is not in the file. */
function displayed(value: number, pattern: string, is1904: boolean): string {
  const isDate = isDateFormat(pattern);
  const serial = isDate && is1904 ? value + DAYS_1904 : value;
  return format(pattern, serial, { throws: false, nbsp: false, locale: 'en' }).trim();
}
