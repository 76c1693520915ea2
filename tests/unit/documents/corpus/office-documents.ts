import { coreProperties, docx, pptx, wordParagraph, wordTable, xlsx } from '../support/office-files.js';
import type { CorpusFile } from './corpus-file.js';

const words: readonly CorpusFile[] = [
  {
    name: 'styled.docx',
    bytes: docx(
      wordParagraph('Travel policy', 'Title') +
        wordParagraph('Trains', 'Heading1') +
        wordParagraph('Take the train under four hours.') +
        wordParagraph('Exceptions', 'Heading2') +
        wordParagraph('None & never.'),
    ),
    text: 'Travel policy\n\nTrains\n\nTake the train under four hours.\n\nExceptions\n\nNone & never.',
    headings: ['1 Travel policy', '1 Trains', '2 Exceptions'],
    facts: { title: 'Travel policy' },
  },
  {
    name: 'table.docx',
    bytes: docx(
      wordParagraph('Fares in euros.') +
        wordTable([
          ['Route', 'Fare'],
          ['Graz–Linz', '42'],
          ['Linz–Wien', '38'],
        ]),
    ),
    text: 'Fares in euros.\n\nRoute: Graz–Linz; Fare: 42\n\nRoute: Linz–Wien; Fare: 38',
    records: 2,
  },
  {
    name: 'properties.docx',
    bytes: docx(wordParagraph('Just text here.'), [coreProperties('House rules', 'Jane Roe')]),
    text: 'Just text here.',
    facts: { title: 'House rules', author: 'Jane Roe' },
  },
  {
    name: 'names_of_applications.docx',
    bytes: docx(wordParagraph('Just text here.'), [coreProperties('Word Document', 'python-docx')]),
    text: 'Just text here.',
    facts: { title: 'Names of applications', author: undefined as never },
  },
  {
    name: 'decomposed.docx',
    bytes: docx(wordParagraph('Zoe\u0308 said\u00A0so.')),
    text: 'Zoë said so.',
  },
];

const slides: readonly CorpusFile[] = [
  {
    name: 'talk.pptx',
    bytes: pptx([
      { title: 'Harbour plan', items: [[0, 'Two quays']] },
      {
        title: 'Costs',
        items: [
          [0, 'Quay one'],
          [1, 'Five million'],
          [0, 'Quay two'],
        ],
        notes: 'Say that it is an estimate.',
      },
    ]),
    text: 'Harbour plan\n\nTwo quays\n\nCosts\n\n- Quay one\n  - Five million\n- Quay two\n\nSay that it is an estimate.',
    headings: ['2 Harbour plan', '2 Costs'],
    pages: [
      [1, 'Harbour plan'],
      [2, 'Costs'],
    ],
    facts: { title: 'Harbour plan' },
  },
  {
    name: 'table.pptx',
    bytes: pptx([
      {
        title: 'Fares',
        table: [
          ['Route', 'Fare'],
          ['Graz', '42'],
        ],
      },
    ]),
    text: 'Fares\n\nRoute: Graz; Fare: 42',
    headings: ['2 Fares'],
    pages: [[1, 'Fares']],
    records: 1,
  },
  {
    name: 'hidden-slide.pptx',
    bytes: pptx([{ box: 'First.' }, { box: 'Secret.', hidden: true }, { box: 'Third.' }]),
    text: 'First.\n\nThird.',
    pages: [
      [1, 'First'],
      [3, 'Third'],
    ],
    facts: { warnings: ['1 hidden slides were left out.'] },
  },
  {
    name: 'empty-slide.pptx',
    bytes: pptx([{}, { box: 'The only text.' }]),
    text: 'The only text.',
    pages: [[2, 'The only']],
  },
  {
    name: 'with-properties.pptx',
    bytes: pptx([{ title: 'One', box: 'Text.' }], [coreProperties('Annual report', 'Sam Poe')]),
    text: 'One\n\nText.',
    headings: ['2 One'],
    pages: [[1, 'One']],
    facts: { title: 'Annual report', author: 'Sam Poe' },
  },
];

const header = ['Item', 'Price', 'Since'];

const workbooks: readonly CorpusFile[] = [
  {
    name: 'price-list.xlsx',
    bytes: xlsx([
      {
        name: 'Prices',
        rows: [
          header,
          ['Desk', [1234.5, '#,##0.00 "€"'], [45733, 'dd.mm.yyyy']],
          ['Lamp', [0.256, '0.0%'], [45734.5, 'yyyy-mm-dd hh:mm']],
        ],
      },
    ]),
    text: 'Prices\n\nItem: Desk; Price: 1,234.50 €; Since: 17.03.2025\n\nItem: Lamp; Price: 25.6%; Since: 2025-03-18 12:00',
    headings: ['1 Prices'],
    records: 2,
    facts: { title: 'Price list' },
  },
  {
    name: 'sheets.xlsx',
    bytes: xlsx([
      {
        name: 'North & East',
        rows: [
          ['Town', 'People'],
          ['Graz', [291000, '#,##0']],
        ],
      },
      { name: 'Notes', hidden: true, rows: [['secret']] },
      {
        name: 'South',
        rows: [
          ['Town', 'People'],
          ['Linz', [210000, 'General']],
        ],
      },
    ]),
    text: 'North & East\n\nTown: Graz; People: 291,000\n\nSouth\n\nTown: Linz; People: 210000',
    headings: ['1 North & East', '1 South'],
    records: 2,
    facts: { warnings: ['1 hidden sheets were left out.'] },
  },
  {
    name: 'title-above.xlsx',
    bytes: xlsx([
      {
        name: 'S',
        rows: [['Opening hours 2025'], ['Day', 'Opens'], ['Monday', [0.375, 'h:mm']], ['Sunday', 'closed']],
      },
    ]),
    text: 'S\n\nOpening hours 2025\n\nDay: Monday; Opens: 9:00\n\nDay: Sunday; Opens: closed',
    headings: ['1 S'],
    records: 2,
  },
  {
    name: 'since-1904.xlsx',
    bytes: xlsx(
      [
        {
          name: 'S',
          rows: [
            ['What', 'When'],
            ['Start', [44271, 'yyyy-mm-dd']],
          ],
        },
      ],
      { date1904: true },
    ),
    text: 'S\n\nWhat: Start; When: 2025-03-17',
    headings: ['1 S'],
    records: 1,
  },
  {
    name: 'gaps.xlsx',
    bytes: xlsx([
      {
        name: 'S',
        rows: [
          ['A', 'B', 'C'],
          ['x', undefined, true],
          [undefined, undefined, undefined],
          [undefined, 'y'],
        ],
      },
    ]),
    text: 'S\n\nA: x; C: TRUE\n\nB: y',
    headings: ['1 S'],
    records: 2,
  },
  {
    name: 'one-column.xlsx',
    bytes: xlsx([{ name: 'S', rows: [['Questions'], ['Who pays?'], ['When?']] }]),
    text: 'S\n\nQuestions: Who pays?\n\nQuestions: When?',
    headings: ['1 S'],
    records: 2,
  },
];

export const officeDocuments: readonly CorpusFile[] = [...words, ...slides, ...workbooks];
