import { describe, expect, it } from 'vitest';
import { readOne } from './read-text.js';

const PROSE = 'The council met on Tuesday and approved the budget for the new library. It opens in May.';

async function headingsOf(name: string, text: string): Promise<string[]> {
  const document = await readOne(name, text);
  return document.headings.map(({ text: heading, level, start, end }) => {
    if (!name.endsWith('.md')) expect(document.text.slice(start, end)).toBe(heading);
    return `${level} ${heading}`;
  });
}

describe('headings of plain text', () => {
  it('are short lines alone over prose', async () => {
    expect(
      await headingsOf('a.txt', `City News\n\nThe Library\n\n${PROSE}\n\n2.1 The Budget\n\n${PROSE}`),
    ).toEqual(['1 City News', '1 The Library', '2 2.1 The Budget']);
  });

  it('may stand directly on a paragraph', async () => {
    expect(await headingsOf('a.txt', `The Library\n${PROSE}`)).toEqual(['1 The Library']);
  });

  it.each([
    [
      'a poem',
      'Tyger Tyger, burning bright,\nIn the forests of the night;\nWhat immortal hand or eye,\n\nCould frame',
    ],
    ['a list', 'Milk\n\nBread\n\nButter\n\nCheese'],
    ['an address', 'Jane Roe\n12 Main Street\nSpringfield\n\nPhone 555 0100'],
    ['a table', `Name | Age\n\n${PROSE}`],
    ['columns', `Name   Age   Town\n\n${PROSE}`],
    ['tokenised text', `The library , at last .\n\n${PROSE}`],
    ['a sentence', `The library opens.\n\n${PROSE}`],
    ['an introduction', `The council decided:\n\n${PROSE}`],
    ['a last line', `${PROSE}\n\nThe End`],
    ['a lower-case line', `the library\n\n${PROSE}`],
    [
      'wrapped prose',
      'The council met on Tuesday and approved the\nbudget for the new library. It opens in May.',
    ],
  ])('are not found in %s', async (_name, text) => {
    expect(await headingsOf('a.txt', text)).toEqual([]);
  });
});

describe('headings of Markdown', () => {
  it('are ATX and setext headings, without their marks', async () => {
    const text = '# Guide #\n\nSetup\n-----\n\nText.\n\n### Deep `code`\n\nTop\n===\n';
    expect(await headingsOf('a.md', text)).toEqual(['1 Guide', '2 Setup', '3 Deep code', '1 Top']);
  });

  it.each([
    ['Chokidar [![Weekly downloads](https://img.example/x.svg)](https://a.example)', 'Chokidar'],
    ['bl *(BufferList)*', 'bl (BufferList)'],
    ['The `a<b>` of __two__ ~~three~~', 'The a<b> of two three'],
    ['[Guide](./guide.md "Read") to [npm] and [Yarn][yarn pkg]', 'Guide to npm and Yarn'],
    ['[Unreleased]', '[Unreleased]'],
    ['snake_case_name, 2 * 3 * 4, \\*not\\* &amp; AT&T', 'snake_case_name, 2 * 3 * 4, *not* & AT&T'],
    ['<a name="x"></a>Install<br>it {#install}', 'Install it'],
    ['![Logo of Tea](tea.png)', 'Logo of Tea'],
  ])('read as they are shown: %s', async (heading, shown) => {
    const text = `# ${heading}\n\n${PROSE}\n\n[NPM]: https://npm.example\n[yarn  pkg]: <y>\n`;
    const document = await readOne('a.md', text);
    expect(document.title).toBe(shown);
    expect(document.headings.map((each) => each.text)).toEqual([shown]);
    const [{ start, end } = { start: 0, end: 0 }] = document.headings;
    expect(document.text.slice(start, end)).toBe(heading);
  });

  it('are none where nothing of them is shown', async () => {
    expect(await headingsOf('a.md', `# <img src="x.png">\n\n## Tea\n\n${PROSE}\n`)).toEqual(['2 Tea']);
  });

  it('of hostile length or nesting are read in no time', async () => {
    for (const piece of ['[', '*a_', '![', '<a ', '`']) {
      expect(await headingsOf('a.md', `# ${piece.repeat(100_000)}\n\n# ${piece.repeat(300)}\n`)).toHaveLength(
        2,
      );
    }
  });

  it('are not found in code, lists, rules and hashtags', async () => {
    const text =
      '```sh\n# comment\n```\n\n    # indented\n\n#hashtag\n\n- item\n---\n\ntext over\ntwo lines\n---\n';
    expect(await headingsOf('a.md', text)).toEqual([]);
  });
});
