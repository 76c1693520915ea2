import { column, type PdfLine, pdf } from '../support/pdf-writer.js';
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
    text: `${LEFT_TEXT} ${RIGHT_TEXT}\n\n${LEFT_TEXT} ${RIGHT_TEXT}\n\nload state\t// takes the state from the record of the loop\nstore state\t// keeps it on the stack\nleave loop\t// ends it\n\nFigure 1. What is run: a listing as wide as the page, with its remarks.\n\n${LEFT_TEXT}\nStart\tidle\nQuay\tfull\nFerry\tgone`,
    pages: [
      [1, 'The harbour'],
      [2, 'The harbour'],
      [3, 'load state'],
    ],
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
    text: 'Route\tFare\tHours\nGraz\t42\t2\nLinz\t38\t3\nWien\t40\t1\nSalzburg\t51\t4',
    pages: [[1, 'Route']],
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
