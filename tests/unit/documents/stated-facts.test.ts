import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readOne } from './read-text.js';

const ARTICLE = new URL('../../../knowledge/china-ai-open-source.txt', import.meta.url);
const PROSE = 'The council met on Tuesday and approved the budget for the new library. It opens in May.';

describe('what a text states about itself', () => {
  it('gives the article its title, date, author and section headings, each where it stands', async () => {
    const document = await readOne('china-ai-open-source.txt', await readFile(ARTICLE, 'utf8'));
    expect(document.title).toBe('China’s AI Industry Accelerates Open-Source Adoption');
    expect(document.published).toBe('17.03.2025');
    expect(document.author).toBe('Matt Haldane, SCMP Newsletter');
    expect(document.headings.map((heading) => heading.text)).toEqual([
      'Big Tech Joins the Open-Source Movement',
      'Addressing Infrastructure Challenges',
      'The Rise of Specialized AI Models',
    ]);
    const stated = document.stated.map(({ fact, start, end }) => [fact, document.text.slice(start, end)]);
    expect(stated).toEqual([
      ['title', '17.03.2025 China’s AI Industry Accelerates Open-Source Adoption'],
      ['published', '17.03.2025 China’s AI Industry Accelerates Open-Source Adoption'],
      ['author', 'Source: Matt Haldane, SCMP Newsletter'],
    ]);
  });

  it.each([
    ['17.03.2025 Library Budget Approved', '17.03.2025'],
    ['2025-03-17 Library Budget Approved', '2025-03-17'],
    ['17/03/2025 – Library Budget Approved', '17/03/2025'],
    ['March 17, 2025: Library Budget Approved', 'March 17, 2025'],
    ['17 March 2025 | Library Budget Approved', '17 March 2025'],
    ['17. März 2025 Library Budget Approved', '17. März 2025'],
    ['17 février 2025 – Library Budget Approved', '17 février 2025'],
    ['1er août 2025 – Library Budget Approved', '1er août 2025'],
    ['Mon 17 Mar 2025 – Library Budget Approved', 'Mon 17 Mar 2025'],
    ['Thu., 7 Oct. 2024 – Library Budget Approved', 'Thu., 7 Oct. 2024'],
  ])('reads date and title from "%s"', async (line, published) => {
    const document = await readOne('a.txt', `${line}\n\n${PROSE}`);
    expect(document.title).toBe('Library Budget Approved');
    expect(document.published).toBe(published);
  });

  it.each([
    ['By Jane Roe', 'Jane Roe'],
    ['Author: Jane Roe and Óscar de la Renta', 'Jane Roe and Óscar de la Renta'],
    ['Written by Jane Roe', 'Jane Roe'],
    ['Source: Jane Roe, The Paper', 'Jane Roe, The Paper'],
  ])('reads the author from "%s" at either end', async (line, author) => {
    expect((await readOne('a.txt', `${line}\n\n${PROSE}`)).author).toBe(author);
    expect((await readOne('a.txt', `${PROSE}\n\n${line}`)).author).toBe(author);
  });

  it.each([
    ['Published: March 17, 2025', 'March 17, 2025'],
    ['Date: 17.03.2025', '17.03.2025'],
    ['Last updated 2024-01-02', '2024-01-02'],
    ['Posted on October 23, 2019 by Tassia Owen', 'October 23, 2019'],
  ])('reads the date from "%s"', async (line, published) => {
    expect((await readOne('a.txt', `Library\n${line}\n\n${PROSE}`)).published).toBe(published);
  });

  it.each([
    ['By Edwina Falk, 14 November 2023', '14 November 2023'],
    ['By Edwina Falk on March 17, 2025', 'March 17, 2025'],
    ['By Edwina Falk | 17.03.2025', '17.03.2025'],
    ['2025-03-17 – By: Edwina Falk', '2025-03-17'],
    ['17 March 2025, written by Edwina Falk', '17 March 2025'],
    ['Von Edwina Falk, 3. Mai 2024', '3. Mai 2024'],
    ['Par Edwina Falk, le 03.05.2024', '03.05.2024'],
    ['Par Edwina Falk, 3 mai 2024', '3 mai 2024'],
    ['By Edwina Falk | Updated 3 May 2024', '3 May 2024'],
    ['By Edwina Falk, Friday, 3 May 2024', 'Friday, 3 May 2024'],
    ['Written by Edwina Falk, our reporter | Last updated: 3 May 2024', '3 May 2024'],
  ])('reads author and date from "%s", and no prose', async (line, published) => {
    const document = await readOne('a.txt', `Dam to cost twice as much\n${line}\n\n${PROSE}`);
    expect(document).toMatchObject({ author: 'Edwina Falk', published });
    expect(document.headings.map(({ text }) => text)).toEqual(['Dam to cost twice as much']);
  });

  it('prefers an author to a source, and publication to update', async () => {
    const lines = 'Source: Wire\nBy Jane Roe\nUpdated: 2025-02-02\nPublished: 2025-01-01';
    expect(await readOne('a.txt', `${lines}\n\n${PROSE}`)).toMatchObject({
      author: 'Jane Roe',
      published: '2025-01-01',
    });
  });

  it.each([
    'March 17, 2025 was the day on which the council approved the budget.',
    'By the end of the year the budget was spent.',
    'By 2030 All Trains Run on Time',
    'Source: https://example.org/feed',
    'Updated versions are better.',
    'source: {}',
    'By Friday, 3 May 2024',
    'Von Montag, 3. Mai 2024',
    'By Early September, 2024-09-03',
    'Written by hand in the archive',
    'Von Bern nach Basel',
  ])('takes no fact from "%s"', async (line) => {
    const document = await readOne('a.txt', `${line}\n\n${PROSE}`);
    expect(document.stated).toEqual([]);
    expect(document.title).not.toContain('was the day');
  });

  it.each([
    'By Friday, 3 May 2024',
    '3 May 2024 – Written by hand in the archive',
    '3 May 2024 – By Train to Berne',
  ])('takes no author from "%s" at either end', async (line) => {
    expect((await readOne('a.txt', `Library\n${line}\n\n${PROSE}`)).author).toBeUndefined();
    expect((await readOne('a.txt', `${PROSE}\n\n${line}`)).author).toBeUndefined();
  });

  it('takes a date before names for a byline near the start only', async () => {
    const line = '3 May 2024: by Edwina Falk';
    const late = '3 May 2024 – By Edwina Falk';
    expect((await readOne('a.txt', `Library\n${late}\n\n${PROSE}`)).author).toBe('Edwina Falk');
    expect((await readOne('a.txt', `Library\n\n${`${PROSE}\n\n`.repeat(5)}${late}`)).author).toBeUndefined();
    expect((await readOne('a.txt', `Library\n${line}\n\n${PROSE}`)).author).toBeUndefined();
  });

  it('takes a month for a name where more of a name follows', async () => {
    expect((await readOne('a.txt', `Library\nBy May Sarton, 3 May 2024\n\n${PROSE}`)).author).toBe(
      'May Sarton',
    );
  });

  it('takes no byline from the middle of a long text', async () => {
    const document = await readOne(
      'a.txt',
      `${`${PROSE}\n\n`.repeat(5)}By Jane Roe\n\n${`${PROSE}\n\n`.repeat(5)}`,
    );
    expect(document.author).toBeUndefined();
  });
});
