import type { CorpusFile } from './corpus-file.js';

const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const FRENCH =
  "L'été dernier, la bibliothèque a été fermée à cause des travaux. Elle a rouvert après la rentrée, et l'entrée reste gratuite pour les élèves.";

const tables: readonly CorpusFile[] = [
  {
    name: 'plans.csv',
    bytes: 'Plan,Price,Note\nPro,€20,"For one, no limit. ""Best"""\nTeam,€50,\n',
    text: 'Plan: Pro; Price: €20; Note: For one, no limit. "Best"\n\nPlan: Team; Price: €50',
    records: 2,
    facts: { title: 'Plans' },
  },
  {
    name: 'german.csv',
    bytes: '\uFEFFName;Preis\r\nTisch;1.234,50\r\nLampe;12,00\r\n',
    text: 'Name: Tisch; Preis: 1.234,50\n\nName: Lampe; Preis: 12,00',
    records: 2,
  },
  { name: 'people.tsv', bytes: 'Name\tTown\nJane\tGraz\n', text: 'Name: Jane; Town: Graz', records: 1 },
  {
    name: 'from-excel.csv',
    bytes: utf16('Name\tTown\r\nZoë\tGraz\r\n'),
    text: 'Name: Zoë; Town: Graz',
    records: 1,
  },
  {
    name: 'no-names.csv',
    bytes: '2024,12,3.5\n2025,14,4.5\n',
    text: '2024; 12; 3.5\n\n2025; 14; 4.5',
    records: 2,
  },
  {
    name: 'lines-in-cells.csv',
    bytes: 'Question,Answer\nWho?,"Jane.\nAnd Sam."\n',
    text: 'Question: Who?; Answer: Jane. And Sam.',
    records: 1,
  },
  {
    name: 'columns-named-author.csv',
    bytes: 'Author,Date\nJane,2025-03-17\nSam,2025-03-18\n',
    text: 'Author: Jane; Date: 2025-03-17\n\nAuthor: Sam; Date: 2025-03-18',
    records: 2,
    facts: { author: undefined as never, stated: [] },
  },
  {
    name: 'windows-1252.csv',
    bytes: Buffer.from(`Question,Answer\nQuand ?,"${FRENCH}"\n`, 'latin1'),
    text: `Question: Quand ?; Answer: ${FRENCH}`,
    records: 1,
    facts: { warnings: ['It is not UTF-8; it was read as windows-1252.'] },
  },
];

const texts: readonly CorpusFile[] = [
  {
    name: 'french.txt',
    bytes: Buffer.from(FRENCH, 'latin1'),
    text: FRENCH,
    facts: { warnings: ['It is not UTF-8; it was read as windows-1252.'] },
  },
  { name: 'utf-16.txt', bytes: utf16('Zoë\r\nwas here.'), text: 'Zoë\nwas here.' },
  {
    name: 'table.md',
    bytes:
      '# Plans\n\nPer month:\n| Plan | Price \\| month |\n|---|:-:|\n| Pro | **€20**. Yes.<br>Really. |\n| Team |\nAfter.\n',
    text: '# Plans\n\nPer month:\n\nPlan: Pro; Price | month: **€20**. Yes. Really.\n\nPlan: Team\n\nPlan: After.\n\n',
    headings: ['1 Plans'],
    records: 3,
  },
  {
    name: 'table-in-code.md',
    bytes: 'Write:\n\n```\n| a | b |\n|---|---|\n| 1 | 2 |\n```\n\n    | c | d |\n    |---|---|\n',
    text: 'Write:\n\n```\n| a | b |\n|---|---|\n| 1 | 2 |\n```\n\n    | c | d |\n    |---|---|\n',
  },
  {
    name: 'bars-are-no-table.md',
    bytes: 'a | b\n\n---\n\nx || y\n',
    text: 'a | b\n\n---\n\nx || y\n',
  },
  {
    name: 'front-matter-and-code.md',
    bytes: '---\ntitle: Setup\n---\n# One\n\n```sh\n# no heading\nnpm test\n```\n\n## Two\n\nText.\n',
    text: '# One\n\n```sh\n# no heading\nnpm test\n```\n\n## Two\n\nText.\n',
    headings: ['1 One', '2 Two'],
    facts: { title: 'Setup' },
  },
];

export const tablesAndTexts: readonly CorpusFile[] = [...tables, ...texts];
