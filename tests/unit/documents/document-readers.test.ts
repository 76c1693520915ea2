import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../../src/documents/document.js';
import { readerFor, supportedExtensions } from '../../../src/documents/document-readers.js';
import type { CitewellError } from '../../../src/errors.js';
import { readOne, readText } from './read-text.js';

async function readFixture(name: string): Promise<Document[]> {
  const path = new URL(`../../fixtures/documents/${name}`, import.meta.url);
  return readerFor(name)?.read({ id: name, path: path.pathname, bytes: await readFile(path) }) ?? [];
}

const failure = (code: string, message: string) =>
  expect.objectContaining({ code, message: expect.stringContaining(message) });

describe('the registry of readers', () => {
  it('knows a file by its extension, in any case', () => {
    expect(supportedExtensions.join(' ')).toBe(
      '.txt .md .markdown .jsonl .html .htm .xhtml .docx .pptx .xlsx .xlsm .csv .tsv .epub .pdf .eml',
    );
    expect(readerFor('guides/README.MD')?.extensions).toContain('.md');
    expect(readerFor('photo.jpeg')).toBeUndefined();
  });
});

describe('every reader', () => {
  it('hashes the normalised text', async () => {
    const document = await readOne('a.txt', 'Zoe\u0308\r\nwas here.');
    expect(document.text).toBe('Zoë\nwas here.');
    expect(document.sha256).toBe(createHash('sha256').update('Zoë\nwas here.').digest('hex'));
  });

  it('makes a title of the file name where the text has none', async () => {
    expect((await readOne('guides/getting-started_2.txt', 'just some text.')).title).toBe(
      'Getting started 2',
    );
  });

  it.each([
    ['minutes/2024-05-06-steering.txt', '2024-05-06 steering'],
    ['minutes/2024_05_06_steering_2.txt', '2024-05-06 steering 2'],
    ['works-council-2024-02.txt', 'Works council 2024-02'],
    ['06.05.2024 board.txt', '06.05.2024 board'],
    ['2024-99-06-parts.txt', '2024 99 06 parts'],
    ['plan-2024-05b.txt', 'Plan 2024 05b'],
  ])('leaves a date of the file name together: %s', async (name, title) => {
    expect((await readOne(name, 'just some text.')).title).toBe(title);
  });

  it('refuses a text that is too long before it takes it apart', async () => {
    const short = 'a\n'.repeat(12_500_001);
    await expect(readText('a.txt', short)).rejects.toThrow(
      failure('file_too_large', 'a document may have 25000000'),
    );
  });

  it.each(['a.txt', 'a.md', 'a.jsonl'])('says that %s is empty', async (name) => {
    await expect(readText(name, ' \n ')).rejects.toThrow(failure('unreadable_file', `${name} is empty`));
  });
});

describe('Markdown', () => {
  it('takes metadata from front matter, and only the body as text', async () => {
    const text =
      '---\ntitle: Leave policy\nurl: https://example.org/leave\nauthor: [Jane Roe, Sam Poe]\ndate: 2025-03-17\ntags: hr, leave\nlayout: page\n---\n# Leave\n\nStaff have *30 days*.\n';
    expect(await readOne('leave.md', text)).toMatchObject({
      title: 'Leave policy',
      url: 'https://example.org/leave',
      author: 'Jane Roe, Sam Poe',
      published: '2025-03-17',
      tags: ['hr', 'leave'],
      text: '# Leave\n\nStaff have *30 days*.\n',
    });
  });

  it('takes the title from the first heading without front matter', async () => {
    expect((await readOne('x.md', 'Intro text.\n\n## Leave\n\nText.')).title).toBe('Leave');
  });

  it('keeps a text that merely opens with a rule', async () => {
    expect((await readOne('x.md', '---\nJust text.')).text).toBe('---\nJust text.');
  });

  it.each([
    ['---\nauthor: Jane\ntitle: Leave: a policy\n---\nText', 'x.md, line 3'],
    ['---\ntitle: A\ntags: [a, b\n---\nText', 'x.md, line'],
    [
      '---\nauthor: Jane\ntitle:\n  a: b\n---\nText',
      "x.md, line 3: the front matter can't be read: `title` must be text",
    ],
    ['---\n- just\n- a list\n---\nText', 'line 2'],
    ['---\ntitle: *Important\n---\nText', 'put a value that opens with * in quotes'],
    [
      `---\na: &a [x]\n${['b', 'c', 'd', 'e'].map((name, at) => `${name}: &${name} [${`*${'abcd'[at]},`.repeat(9)}]`).join('\n')}\n---\nText`,
      'Excessive alias count',
    ],
  ])('names the line of broken front matter: %j', async (text, message) => {
    await expect(readText('x.md', text)).rejects.toThrow(failure('unreadable_file', message));
  });
});

describe('JSON lines', () => {
  it('makes a document of each line, with numbers as ids, a title for an empty text, and nothing where there is neither', async () => {
    const text = [
      '{"_id": "a", "title": "Alpha", "text": "First.", "url": "https://example.org/a", "author": null}',
      '',
      '{"id": 7, "text": "Second."}',
      '{"_id": "c", "title": "Only a title", "text": ""}',
      '{"_id": "d", "text": " "}',
    ].join('\r\n');
    const documents = await readText('corpus.jsonl', text);
    expect(documents.map(({ id, title, text, url }) => [id, title, text, url])).toEqual([
      ['a', 'Alpha', 'First.', 'https://example.org/a'],
      ['7', '7', 'Second.', undefined],
      ['c', 'Only a title', 'Only a title', undefined],
      ['d', 'd', '', undefined],
    ]);
  });

  it.each([
    ['{"_id": "b", "text": ', 'it is not JSON'],
    ['{"text": "x"}', '`_id` (or `id`) must be a text or whole number'],
    ['{"_id": "b"}', '`text` must be there and be a text'],
    ['["b"]', 'it must be a JSON object'],
  ])('names file, line and fault of %s', async (line, message) => {
    const text = `{"_id": "a", "text": "First."}\n${line}`;
    await expect(readText('c.jsonl', text)).rejects.toThrow(
      failure('unreadable_file', `c.jsonl, line 2: ${message}`),
    );
  });

  it('names both lines of a repeated id', async () => {
    const text = '{"_id": "1", "text": "x"}\n{"_id": 1, "text": "y"}';
    await expect(readText('c.jsonl', text)).rejects.toThrow(
      failure('duplicate_document', 'c.jsonl, line 2: the id "1" already stands in line 1'),
    );
  });
});

describe('JSON lines of which some are bad', () => {
  it('are read without them, and so many faults are told that nobody is drowned in them', async () => {
    const lines = Array.from({ length: 1_000 }, (_, number) =>
      number % 10 === 0 ? `{"_id": ${number}, "text": "Line."}` : 'nonsense',
    );
    const faults: CitewellError[] = [];
    const documents = await readerFor('c.jsonl')?.read({
      id: 'c.jsonl',
      path: 'c.jsonl',
      bytes: Buffer.from(lines.join('\n')),
      onFault: (fault) => faults.push(fault),
    });
    expect(documents).toHaveLength(100);
    expect(faults).toHaveLength(21);
    expect(faults[0]?.message).toMatch(/^c\.jsonl, line 2: it is not JSON/);
    expect(faults.at(-1)?.message).toBe('c.jsonl: 880 more of its lines cannot be read.');
  });
});

describe('Word and PDF', () => {
  it('reads a Word document with headings and byline', async () => {
    const [document] = await readFixture('travel-policy.docx');
    expect(document).toMatchObject({ title: 'Travel Policy', author: 'Jane Roe' });
    expect(document?.headings.map((heading) => heading.text)).toEqual(['Travel Policy', 'Rail and Air']);
    expect(document?.text).toContain('Flights need the approval of the team lead.');
  });

  it('reads a PDF with its pages, and joins what line ends have parted', async () => {
    const [document] = await readFixture('warranty.pdf');
    expect(document).toMatchObject({ title: 'Warranty terms for the A4 mill', author: 'Alpine Tools' });
    expect(document?.text).toContain('improper handling, from accidents');
    expect(
      document?.pages.map(({ number, start }) => [number, document.text.slice(start, start + 12)]),
    ).toEqual([
      [1, 'Warranty Ter'],
      [2, 'How to Claim'],
    ]);
  });

  it('says that a scanned PDF holds only images', async () => {
    await expect(readFixture('scanned.pdf')).rejects.toThrow(failure('unreadable_file', 'holds only images'));
  });

  it.each(['a.pdf', 'a.docx'])('says that %s is damaged', async (name) => {
    await expect(readText(name, 'no such thing')).rejects.toThrow(
      failure('unreadable_file', `${name} can't be read`),
    );
  });
});
