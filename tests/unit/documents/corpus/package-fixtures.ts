import { readFileSync } from 'node:fs';
import type { CorpusFile } from './corpus-file.js';

const fixture = (name: string) => ({
  name,
  bytes: readFileSync(new URL(`../../../fixtures/documents/packages/${name}`, import.meta.url)),
});

/** Fixtures of python-docx and python-pptx; their README says from where. */
export const packageFixtures: readonly CorpusFile[] = [
  {
    ...fixture('blk-paras-and-tables.docx'),
    text: 'Lorem ipsum dolor sit amet, consectetur adipiscing elit.\n\nText before\n\nTable\n\nBetween\n\nText after\n\nDonec semper facilisis metus finibus malesuada.',
    facts: { author: 'Steve Canny' },
  },
  {
    ...fixture('par-hyperlinks.docx'),
    text: 'No hyperlinks\n\nOne awesome hyperlink.\n\nThree hyperlinks: the first one here, the second one, and the third.',
  },
  {
    ...fixture('sct-inner-content.docx'),
    text: 'P1\n\nT2\n\nP3\n\nT4\n\nP5\n\nP6\n\nP7\n\nP8\n\nP9',
    records: 1,
  },
  {
    ...fixture('tbl-cell.pptx'),
    text: 'having custom margins: unladen swallows\n\na: d; b: e; c: f\n\na: g; b: h; c: i',
    pages: [
      [1, 'having'],
      [3, 'a: d'],
    ],
    records: 3,
  },
  {
    ...fixture('txt-text.pptx'),
    text: 'Foo Bar\nBaz Zoo\n1\n\nyahoo.com\n\nabc\n\na\nb\nc',
    pages: [[1, 'Foo Bar']],
  },
];
