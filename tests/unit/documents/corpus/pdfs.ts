import { column, type PdfLine, pdf, table } from '../support/pdf-writer.js';
import type { CorpusFile } from './corpus-file.js';

const LEFT = [
  'The harbour of the town was built in the year',
  '1904 by the guild of merchants, which paid for',
  'both quays. It burned down twice, and was re-',
  'built each time within a single winter by the',
  'same families, who had the wood in store and',
  'the hands to use it before the ice had gone.',
];
const RIGHT = [
  'Ships of up to forty metres may moor there in',
  'summer. In winter the northern quay is closed',
  'because of ice, and the fare to the islands is',
  'half of what it costs during the other months',
  'of the year, which has been so since the town',
  'bought both ferries from the guild in 1951.',
];
const LEFT_TEXT =
  'The harbour of the town was built in the year 1904 by the guild of merchants, which paid for both quays. It burned down twice, and was rebuilt each time within a single winter by the same families, who had the wood in store and the hands to use it before the ice had gone.';
const RIGHT_TEXT =
  'Ships of up to forty metres may moor there in summer. In winter the northern quay is closed because of ice, and the fare to the islands is half of what it costs during the other months of the year, which has been so since the town bought both ferries from the guild in 1951.';

const running = (number: number): PdfLine[] => [
  { text: 'Harbour Authority — Annual Report', x: 50, y: 30, size: 8 },
  { text: `Page ${number} of 3`, x: 270, y: 820, size: 8 },
];

export const pdfs: readonly CorpusFile[] = [
  {
    name: 'two-columns.pdf',
    bytes: pdf([
      [
        { text: 'A Short History of the Harbour', x: 150, y: 80, size: 18 },
        ...column(50, 120, LEFT),
        ...column(310, 120, RIGHT),
      ],
    ]),
    text: `A Short History of the Harbour\n\n${LEFT_TEXT} ${RIGHT_TEXT}`,
    headings: ['1 A Short History of the Harbour'],
    pages: [[1, 'A Short History']],
    facts: { title: 'A Short History of the Harbour' },
  },
  {
    name: 'columns-drawn-row-by-row.pdf',
    bytes: pdf([
      LEFT.flatMap((text, at) => [
        ...column(50, 120 + at * 12, [text]),
        ...column(310, 120 + at * 12, [RIGHT[at] ?? '']),
      ]),
    ]),
    text: `${LEFT_TEXT} ${RIGHT_TEXT}`,
    pages: [[1, 'The harbour']],
  },
  {
    name: 'columns-beside-figures.pdf',
    bytes: pdf([
      ...[1, 2].map(() => [...column(50, 120, LEFT), ...column(310, 120, RIGHT)]),
      [
        ...column(50, 60, ['load state', 'store state', 'leave loop']),
        ...column(200, 60, [
          '// takes the state from the record of the loop',
          '// keeps it on the stack',
          '// ends it',
        ]),
        {
          text: 'Figure 1. What is run: a listing as wide as the page, with its remarks.',
          x: 50,
          y: 110,
          size: 10,
        },
        ...column(50, 160, LEFT),
        ...column(310, 160, ['Start', 'Quay', 'Ferry']),
        ...column(420, 160, ['idle', 'full', 'gone']),
      ],
    ]),
    text: `${LEFT_TEXT} ${RIGHT_TEXT}\n\n${LEFT_TEXT} ${RIGHT_TEXT}\n\nload state\t// takes the state from the record of the loop\n\nstore state\t// keeps it on the stack\n\nleave loop\t// ends it\n\nFigure 1. What is run: a listing as wide as the page, with its remarks.\n\n${LEFT_TEXT}\n\nStart\tidle\n\nQuay\tfull\n\nFerry\tgone`,
    records: 6,
    pages: [
      [1, 'The harbour'],
      [2, 'The harbour'],
      [3, 'load state'],
    ],
  },
  {
    name: 'notes-in-the-margin.pdf',
    bytes: pdf([
      [
        ...column(
          50,
          103,
          ['Harbour office', 'Town square 1', 'Open till nine', 'Ask for Jane', 'Phone 555'],
          8,
        ),
        ...column(180, 100, [...LEFT, ...RIGHT]),
      ],
    ]),
    text: `Harbour office\nTown square 1\nOpen till nine\nAsk for Jane\nPhone 555\n\n${LEFT_TEXT} ${RIGHT_TEXT}`,
    pages: [[1, 'Harbour office']],
  },
  {
    name: 'note-at-the-foot-of-a-column.pdf',
    bytes: pdf([
      [
        ...column(50, 120, LEFT),
        ...column(50, 200, ['Copies may be made for use in class, if no fee is taken.'], 8),
        ...column(310, 120, RIGHT),
      ],
    ]),
    text: `${LEFT_TEXT}\n\nCopies may be made for use in class, if no fee is taken.\n\n${RIGHT_TEXT}`,
    pages: [[1, 'The harbour']],
  },
  {
    name: 'hyphens.pdf',
    bytes: pdf([
      column(50, 100, [
        'This well-known rule holds for each of the ferries and for all Harbour-',
        'Master boats of the town; it is so well-',
        'known that nobody has to be told of it, least of all a Harbour-',
        'Master. What the guild has written of it is kept in the town hall, bro-',
      ]),
      column(50, 100, ['ken only once, in the year of the great fire, by the guild itself.']),
    ]),
    text: 'This well-known rule holds for each of the ferries and for all Harbour-Master boats of the town; it is so well-known that nobody has to be told of it, least of all a Harbour-Master. What the guild has written of it is kept in the town hall, broken only once, in the year of the great fire, by the guild itself.',
    pages: [
      [1, 'This'],
      [2, 'ken only'],
    ],
  },
  {
    name: 'leaders.pdf',
    bytes: pdf([
      column(50, 100, [
        'Wait... what is that?',
        'Overview ............................ 6',
        'Ferries . . . . . . . . . . . . . . . . 12',
        'Quays . . . . . . . . . .',
      ]),
    ]),
    text: 'Wait... what is that?\nOverview\t6\nFerries\t12\nQuays',
    pages: [[1, 'Wait']],
  },
  {
    name: 'running-lines.pdf',
    bytes: pdf(
      [1, 2, 3].map((number) => [
        ...running(number),
        { text: `Part ${number}`, x: 50, y: 120, size: 16 },
        ...column(50, 150, LEFT),
      ]),
      { title: 'Annual Report', author: 'Harbour Authority' },
    ),
    text: [1, 2, 3].map((number) => `Part ${number}\n\n${LEFT_TEXT}`).join('\n\n'),
    headings: ['1 Part 1', '1 Part 2', '1 Part 3'],
    pages: [
      [1, 'Part 1'],
      [2, 'Part 2'],
      [3, 'Part 3'],
    ],
    facts: { title: 'Annual Report', author: 'Harbour Authority' },
  },
  {
    name: 'sentence-over-a-page.pdf',
    bytes: pdf([
      column(50, 100, ['The guild of merchants, which had owned both ferries since the year']),
      column(50, 100, ['of the great fire, sold them to the town in 1951. It was glad of it.']),
    ]),
    text: 'The guild of merchants, which had owned both ferries since the year\nof the great fire, sold them to the town in 1951. It was glad of it.',
    pages: [
      [1, 'The guild'],
      [2, 'of the great'],
    ],
  },
  {
    name: 'table.pdf',
    bytes: pdf([
      [
        ...column(50, 100, ['Route', 'Graz', 'Linz', 'Wien', 'Salzburg']),
        ...column(200, 100, ['Fare', '42', '38', '40', '51']),
        ...column(350, 100, ['Hours', '2', '3', '1', '4']),
      ],
    ]),
    text: [
      'Route: Graz; Fare: 42; Hours: 2',
      'Route: Linz; Fare: 38; Hours: 3',
      'Route: Wien; Fare: 40; Hours: 1',
      'Route: Salzburg; Fare: 51; Hours: 4',
    ].join('\n\n'),
    pages: [[1, 'Route']],
    records: 4,
  },
  {
    name: 'table-with-bold-header.pdf',
    bytes: pdf([
      table(
        [50, 200],
        [
          ['Plan', 'What it is for'],
          ['Basic', ['One harbour and its', 'two quays']],
          ['Harbour', 'All harbours of the town'],
          [
            ['Guild and its', 'ferries'],
            ['Everything', 'and more of it'],
          ],
          ['Ferry', ['Two ferries', 'and four crews']],
        ],
        { boldFirst: true },
      ),
    ]),
    text: [
      'Plan: Basic; What it is for: One harbour and its two quays',
      'Plan: Harbour; What it is for: All harbours of the town',
      'Plan: Guild and its ferries; What it is for: Everything and more of it',
      'Plan: Ferry; What it is for: Two ferries and four crews',
    ].join('\n\n'),
    pages: [[1, 'Plan: Basic']],
    records: 4,
  },
  {
    name: 'table-with-unnamed-labels.pdf',
    bytes: pdf([
      table(
        [50, 200, 300],
        [
          ['', 'Fare', 'Hours'],
          ['Graz', '42', '2'],
          ['Linz', '', '3'],
          ['Wien', '40', '1'],
          ['Salzburg', '51', '4'],
        ],
      ),
    ]),
    text: 'Graz; Fare: 42; Hours: 2\n\nLinz; Hours: 3\n\nWien; Fare: 40; Hours: 1\n\nSalzburg; Fare: 51; Hours: 4',
    pages: [[1, 'Graz']],
    records: 4,
  },
  {
    name: 'labels-and-values.pdf',
    bytes: pdf([
      [
        ...table(
          [50, 200],
          [
            ['Author:', 'Jane Roe'],
            ['Version:', '1.0'],
            ['Created:', '2003-03-07'],
          ],
        ),
        ...table(
          [50, 200],
          [
            ['Name', 'Jane Roe'],
            ['Phone', '555 0100'],
            ['Room', '12'],
          ],
          { y: 300 },
        ),
      ],
    ]),
    text: 'Author:\tJane Roe\n\nVersion:\t1.0\n\nCreated:\t2003-03-07\n\nName\tJane Roe\n\nPhone\t555 0100\n\nRoom\t12',
    pages: [[1, 'Author']],
    records: 6,
  },
  {
    name: 'table-with-cells-that-meet.pdf',
    bytes: pdf([
      table(
        [50, 150, 250],
        [
          ['Route', 'Fare', 'Hours'],
          ['Graz', '42', '2'],
          ['Linz', '38', '3'],
          ['Sankt Margarethen an der Raab', '', '5'],
          ['Wien', '40', '1'],
        ],
      ),
    ]),
    text: 'Route: Graz; Fare: 42; Hours: 2\n\nRoute: Linz; Fare: 38; Hours: 3\n\nSankt Margarethen an der Raab\t5\n\nRoute: Wien; Fare: 40; Hours: 1',
    pages: [[1, 'Route']],
    records: 4,
  },
  {
    name: 'clauses.pdf',
    bytes: pdf([
      table(
        [50, 80],
        [
          ['1.', ['The guild keeps the quays. It pays for', 'all that breaks.']],
          ['2.', "Ferries are the town's."],
          ['3.', 'Nobody moors for free.'],
        ],
      ),
    ]),
    text: "1.\tThe guild keeps the quays. It pays for\nall that breaks.\n\n2.\tFerries are the town's.\n\n3.\tNobody moors for free.",
    pages: [[1, '1']],
  },
  {
    name: 'header-with-long-name.pdf',
    bytes: pdf([
      table(
        [50, 150, 250],
        [
          ['Route', ['Fare from', 'June on'], 'Hours'],
          ['Graz', '42', '2'],
          ['Linz', '38', '3'],
        ],
      ),
    ]),
    text: 'Route: Graz; Fare from June on: 42; Hours: 2\n\nRoute: Linz; Fare from June on: 38; Hours: 3',
    pages: [[1, 'Route']],
    records: 2,
  },
  {
    name: 'header-of-three-lines.pdf',
    bytes: pdf([
      table(
        [50, 150, 250],
        [
          ['', ['', '', 'In', 'the', 'year'], ['', 'Long', 'and', 'slow', 'trips']],
          ['Graz', '42', '2'],
          ['Linz', '38', '3'],
        ],
        { step: 24 },
      ),
    ]),
    text: 'Graz; In the year: 42; Long and slow trips: 2\n\nLinz; In the year: 38; Long and slow trips: 3',
    pages: [[1, 'Graz']],
    records: 2,
  },
  {
    name: 'header-in-two-lines.pdf',
    bytes: pdf([
      table(
        [50, 150, 250, 350],
        [
          ['', 'Men', '', 'Women'],
          ['Route', 'first', 'second', 'first'],
          ['Graz', '42', '2', '7'],
          ['Linz', '38', '3', '8'],
          ['Wien', '40', '1', '9'],
        ],
        { step: 12 },
      ),
    ]),
    text: 'Men\tWomen\n\nRoute\tfirst\tsecond\tfirst\n\nGraz\t42\t2\t7\n\nLinz\t38\t3\t8\n\nWien\t40\t1\t9',
    pages: [[1, 'Men']],
    records: 4,
  },
  {
    name: 'blank-page.pdf',
    bytes: pdf([column(50, 100, ['Only the first page says something.']), []]),
    text: 'Only the first page says something.',
    pages: [[1, 'Only']],
    facts: {
      warnings: ['1 of 2 pages have no text (2): they are blank, or images without text recognition (OCR).'],
    },
  },
  {
    name: 'levels.pdf',
    bytes: pdf([
      [
        { text: 'Report', x: 50, y: 80, size: 24 },
        { text: 'Money', x: 50, y: 130, size: 16 },
        ...column(50, 160, LEFT),
        { text: 'Ships', x: 50, y: 260, size: 16 },
        ...column(50, 290, RIGHT),
      ],
    ]),
    text: `Report\n\nMoney\n\n${LEFT_TEXT}\n\nShips\n\n${RIGHT_TEXT}`,
    headings: ['1 Report', '2 Money', '2 Ships'],
    pages: [[1, 'Report']],
  },
  {
    name: 'draft3.pdf',
    bytes: pdf([column(50, 100, ['Some text.'])], { title: 'Microsoft Word - draft3.doc', author: 'Admin' }),
    text: 'Some text.',
    pages: [[1, 'Some']],
    facts: { title: 'Draft3', author: undefined as never },
  },
];
