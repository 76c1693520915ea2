import { describe, expect, it } from 'vitest';
import { recordsOf } from '../../../src/answering/passage-records.js';
import type { AnswerKind } from '../../../src/answering/question-analysis.js';
import { splitSentences } from '../../../src/passages/split-sentences.js';
import { rankedPassage, tablePassage } from './support/ranked-passage.js';
import { storedDocument } from './support/stored-document.js';

/** A passage as it is split. */
function passageOf(text: string) {
  const spans = splitSentences(text, { start: 0, end: text.length });
  return rankedPassage(
    text,
    spans.map((span) => ({ ...span, kind: 'prose' as const })),
  );
}

/** What each sentence says as a record; `-` where it is none, `…` behind one that only leads others. */
function recordTexts(...texts: readonly string[]): string[][] {
  return recordsOf(texts.map(passageOf)).map((records) =>
    records.map((record) => (record ? `${record.text}${record.isLead ? '…' : ''}` : '-')),
  );
}

const PAINTS = `Paints for walls

Paint: Alba Matt
Price: €18
Coats: 2

Paint: Terra Satin
Price: €45`;

describe('records', () => {
  it('are the lines of a block under what its first line names, where other blocks begin alike', () => {
    expect(recordTexts(PAINTS)).toEqual([
      [
        'Paints for walls…',
        'Paint: Alba Matt…',
        'Paints for walls; Paint: Alba Matt; Price: €18',
        'Paints for walls; Paint: Alba Matt; Coats: 2',
        'Paint: Terra Satin…',
        'Paint: Terra Satin; Price: €45',
      ],
    ]);
    const [records = []] = recordsOf([passageOf(PAINTS)]);
    expect(records.map((record) => record?.block?.first)).toEqual([undefined, undefined, 0, 0, undefined, 4]);
    expect(records[2]?.block?.last).toBe(3);
  });

  it('have a first line of their kind in another passage', () => {
    const [first, second] = recordTexts('Name: Ada\nRoom: 12', 'Name: Grace\nRoom: 14');
    expect(first).toEqual(['Name: Ada…', 'Name: Ada; Room: 12']);
    expect(second).toEqual(['Name: Grace…', 'Name: Grace; Room: 14']);
  });

  it('are the lines of a block below its name, where another block has some of the same lines', () => {
    const [records = []] = recordTexts(
      'Reception: 0111\nFire warden: Ortiz\n\nName: Annexe\nReception: 0222\nFire warden: Hrad',
    );
    expect(records.slice(0, 2)).toEqual(['Reception: 0111', 'Fire warden: Ortiz']);
    expect(records.slice(2)).toEqual([
      'Name: Annexe…',
      'Name: Annexe; Reception: 0222',
      'Name: Annexe; Fire warden: Hrad',
    ]);
    expect(recordTexts('Monday: 9\nTuesday: 9\n\nSunday: closed\nMonday: 10')[0]).toContain('Sunday: closed');
    expect(recordTexts('Name: Annexe\nFloors: 2\n\nMonday: 9\nTuesday: 9')[0]).toContain('Name: Annexe');
  });

  it('are each line of a block that stands alone: its first line is one of them', () => {
    expect(recordTexts('Monday: 9 to 17\nTuesday: 9 to 12')).toEqual([
      ['Monday: 9 to 17', 'Tuesday: 9 to 12'],
    ]);
  });

  it('are about the line above their block, which says nothing by itself', () => {
    const sheets = [
      'Airo 250 tube fan\n\nArticle: AR-250\nNoise level: 37 dB(A)',
      'Airo 200\nArticle: AR-200\nNoise level: 33 dB(A)',
    ];
    expect(recordTexts(...sheets)).toEqual([
      ['Airo 250 tube fan…', 'Article: AR-250…', 'Airo 250 tube fan; Article: AR-250; Noise level: 37 dB(A)'],
      ['Airo 200…', 'Article: AR-200…', 'Airo 200; Article: AR-200; Noise level: 33 dB(A)'],
    ]);
    const [records = []] = recordsOf(sheets.map(passageOf));
    expect(records[2]?.block).toEqual({ first: 0, last: 2 });
  });

  it('are about a line that parts what it says with a dash, but not about the last of others', () => {
    expect(recordTexts('Committee – 8 April\n\nPresent: J. Doe\nMinutes: T. Lind')).toEqual([
      [
        'Committee: 8 April…',
        'Committee – 8 April; Present: J. Doe',
        'Committee – 8 April; Minutes: T. Lind',
      ],
    ]);
    expect(recordTexts('Hub – the server\nLease – a claim\n\nPrice: €5\nCoats: 2')[0]?.slice(2)).toEqual([
      'Price: €5',
      'Coats: 2',
    ]);
  });

  it('begin anew where the first name comes again, without a blank line, too', () => {
    expect(recordTexts('Paint: Alba\nPrice: €18\nPaint: Terra\nPrice: €22')).toEqual([
      ['Paint: Alba…', 'Paint: Alba; Price: €18', 'Paint: Terra…', 'Paint: Terra; Price: €22'],
    ]);
  });

  it('are all sentences of an item: what stands behind its first one is about its name', () => {
    const item = '- `idle_timeout`: seconds after which it is closed. Default: 90.';
    const [records = []] = recordsOf([passageOf(`- \`connections\`: open at once. Default: 512.\n${item}`)]);
    expect(records.map((record) => record?.text)).toEqual([
      '`connections`: open at once. Default: 512.',
      '`connections`: open at once. Default: 512.',
      item.slice(2),
      item.slice(2),
    ]);
    expect(records[3]?.block).toMatchObject({ first: 2, last: 3 });
  });

  it('are the items of a list, without its marks', () => {
    expect(recordTexts('- **Alba**: price €18, coats 2\n- **Terra**: price €45')).toEqual([
      ['Alba: price €18, coats 2', 'Terra: price €45'],
    ]);
  });

  it('are entries that a marked name or a dash begins, each quoted whole and alone', () => {
    const text = [
      '**Landlord**: Kirkgate Estates, Mr Bill Ferris',
      '**Cleaning** – SparkleCo, daily',
      '**Lawyer** Dr. Amelie Roth, employment law. 290 € / h',
      '**Tax adviser**: Kanzlei Brinkmann. Hamburg',
      'Only by appointment',
      '',
      'See the handbook.',
    ].join('\n');
    expect(recordTexts(text)).toEqual([
      [
        'Landlord: Kirkgate Estates, Mr Bill Ferris',
        'Cleaning: SparkleCo, daily',
        'Lawyer Dr. Amelie Roth, employment law. 290 € / h',
        'Lawyer Dr. Amelie Roth, employment law. 290 € / h',
        ...Array.from({ length: 2 }, () => 'Tax adviser: Kanzlei Brinkmann. Hamburg Only by appointment'),
        '-',
      ],
    ]);
    const [records = []] = recordsOf([passageOf(text)]);
    expect(records[3]?.block).toMatchObject({ first: 2, last: 3 });
    expect(records[5]?.block).toMatchObject({ first: 4, last: 5 });
    expect(recordTexts('Glossary\n\nHub – the server\nDead letter – a message that failed')).toEqual([
      ['Glossary…', 'Glossary; Hub: the server', 'Glossary; Dead letter: a message that failed'],
    ]);
    const [terms = []] = recordsOf([passageOf('Glossary\n\nHub – the server\nLease – a claim')]);
    expect(terms.map((record) => record?.block)).toEqual([undefined, undefined, undefined]);
  });

  it('are rows of tables', () => {
    const [records = []] = recordsOf([tablePassage(['Plan: Pro; Price: €20'])]);
    expect(records[0]).toMatchObject({
      text: 'Plan: Pro; Price: €20',
      isLead: false,
      key: { start: 0, end: 9 },
    });
  });

  it('are no prose: not a colon in a sentence, nor a line with nothing like it beside it', () => {
    expect(
      recordTexts('There are two: a red one. And a blue one.', 'Note: it is closed.\n\nIt opens in May.'),
    ).toEqual([
      ['-', '-'],
      ['-', '-'],
    ]);
    expect(
      recordTexts(
        'The band\n\nThe band – of 1960 – parted.',
        '**Note** that it is closed.\nIt opens in May.',
      ),
    ).toEqual([
      ['-', '-'],
      ['-', '-'],
    ]);
  });

  it('are headings that give a date, a number or a role to a name, and no captions then', () => {
    const text = '4.1.3 (2023-11-30)\n- security: none\nKim Ray – Chair';
    const lines = [...text.matchAll(/.+/gu)].map(({ 0: line, index }) => ({
      ...{ start: index, end: index + line.length },
      kind: line.startsWith('-') ? ('prose' as const) : ('heading' as const),
    }));
    const passage = rankedPassage(text, lines);
    const textsFor = (kind: AnswerKind, ranked = passage) =>
      recordsOf([ranked], kind)[0]?.map((record) => (record?.isLead ? 'lead' : record?.text));
    const [release, item] = ['4.1.3: released on 2023-11-30', '4.1.3 (2023-11-30); security: none'];
    expect(textsFor('date')).toEqual([release, item, undefined]);
    expect(textsFor('person')).toEqual(['lead', item, 'Kim Ray: Chair']);
    const titled = rankedPassage(text, lines, { document: storedDocument({ title: 'Kim Ray – Chair' }) });
    expect(textsFor('person', titled)).toEqual(['lead', item, undefined]);
  });
});
