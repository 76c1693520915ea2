import { booksAndMails } from '../../documents/corpus/books-and-mails.js';
import { officeDocuments } from '../../documents/corpus/office-documents.js';
import { packageFixtures } from '../../documents/corpus/package-fixtures.js';
import { pdfs } from '../../documents/corpus/pdfs.js';
import { tablesAndTexts } from '../../documents/corpus/tables-and-texts.js';
import { webPages } from '../../documents/corpus/web-pages.js';
import { docx, epub, pptx, wordParagraph, xlsx } from '../../documents/support/office-files.js';
import { zip } from '../../documents/support/zip-writer.js';

export interface HostileFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const VALID = [
  ...webPages,
  ...officeDocuments,
  ...booksAndMails,
  ...tablesAndTexts,
  ...pdfs,
  ...packageFixtures,
].map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes) }));
const EXTENSIONS = [
  '.html',
  '.docx',
  '.pptx',
  '.xlsx',
  '.csv',
  '.epub',
  '.eml',
  '.pdf',
  '.txt',
  '.md',
  '.jsonl',
];
const XML = '<?xml version="1.0"?>';
const LAUGHS = `${XML}<!DOCTYPE x [<!ENTITY a0 "ha">${Array.from({ length: 12 }, (_, at) => `<!ENTITY a${at + 1} "${`&a${at};`.repeat(10)}">`).join('')}]>`;
const COMPOUND_FILE = Buffer.concat([
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
  Buffer.alloc(4096),
]);

/** Mulberry32: the same files at each run. @returns numbers from 0 to 1 */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Files made to break each parser in its own way. @param size what they unpack to, in bytes */
function crafted(size: number): HostileFile[] {
  const many = Math.round(size / 8);
  const text = (name: string, content: string): HostileFile => ({ name, bytes: Buffer.from(content) });
  const deep = (tag: string, depth: number) => `${`<${tag}>`.repeat(depth)}x${`</${tag}>`.repeat(depth)}`;
  return [
    { name: 'bomb.docx', bytes: docx('<w:p/>'.repeat(many)) },
    { name: 'bomb.xlsx', bytes: xlsx([{ name: 'S', rows: [['x'.repeat(size)]] }]) },
    { name: 'bomb.pptx', bytes: pptx([{ box: 'y '.repeat(size / 2) }]) },
    { name: 'bomb.epub', bytes: epub([{ body: '<p>z'.repeat(many) }]) },
    {
      name: 'many-parts.epub',
      bytes: epub(
        [],
        '',
        Array.from({ length: 60_000 }, (_, at) => ({ name: `p${at}`, content: '' })),
      ),
    },
    {
      name: 'lies.docx',
      bytes: zip([{ name: 'word/document.xml', content: 'a'.repeat(size), claimedSize: 10 }]),
    },
    {
      name: 'lies-large.docx',
      bytes: zip([{ name: 'word/document.xml', content: 'a', claimedSize: 4_000_000_000 }]),
    },
    {
      name: 'encrypted.docx',
      bytes: zip([{ name: 'word/document.xml', content: 'a' }], { encrypted: true }),
    },
    { name: 'password.docx', bytes: COMPOUND_FILE },
    { name: 'password.xlsx', bytes: COMPOUND_FILE },
    { name: 'password.pptx', bytes: COMPOUND_FILE },
    {
      name: 'rights.epub',
      bytes: epub([{ body: '<p>x</p>' }], '', [
        {
          name: 'META-INF/encryption.xml',
          content: '<e><CipherReference URI="OEBPS/text/c%200.xhtml"/></e>',
        },
      ]),
    },
    {
      name: 'laughs.docx',
      bytes: zip([
        { name: 'word/document.xml', content: `${LAUGHS}<w:document xmlns:w="w">&a12;</w:document>` },
      ]),
    },
    { name: 'laughs.pptx', bytes: zip([{ name: 'ppt/presentation.xml', content: `${LAUGHS}<p>&a12;</p>` }]) },
    { name: 'laughs.xlsx', bytes: zip([{ name: 'xl/workbook.xml', content: `${LAUGHS}<w>&a12;</w>` }]) },
    {
      name: 'laughs.epub',
      bytes: zip([{ name: 'META-INF/container.xml', content: `${LAUGHS}<c>&a12;</c>` }]),
    },
    text('laughs.xhtml', `${LAUGHS}<html><body>&a12;</body></html>`),
    text('deep.html', deep('div', many / 8)),
    text('deep-formatting.html', deep('b><p', many / 400)),
    text('deep-tables.html', '<table><tr><td>'.repeat(2_000)),
    text('deep-lists.html', '<ul><li>'.repeat(2_000)),
    text('spans.html', `<table>${'<tr><td rowspan=9999 colspan=9999>x'.repeat(300)}</table>`),
    { name: 'deep.docx', bytes: docx(deep('w:tbl', 50_000)) },
    { name: 'deep.pptx', bytes: zip([{ name: 'ppt/presentation.xml', content: deep('p', 100_000) }]) },
    {
      name: 'wide.xlsx',
      bytes: xlsx([{ name: 'S', rows: [['a', 'b']] }], {
        more: [
          { name: 'xl/worksheets/sheet1.xml', content: '<s><row><c r="ZZZ1" t="str"><v>x</v></c></row></s>' },
        ],
      }),
    },
    text('formats.xlsx', 'PK\u0003\u0004'),
    {
      name: 'strange-format.xlsx',
      bytes: xlsx([
        {
          name: 'S',
          rows: [
            [
              [1e308, '[$-zz]0.0;;;"'],
              [-1, '[h]:mm'],
              [1e9, 'yyyy'],
            ],
          ],
        },
      ]),
    },
    text('quotes.csv', `a,b\n"${'x,\n'.repeat(many / 8)}`),
    text('no-line-ends.csv', 'a,'.repeat(many)),
    text(
      'parts.eml',
      `Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n${'--b\nContent-Type: multipart/mixed; boundary=b\n\n'.repeat(5_000)}`,
    ),
    text('headers.eml', `Subject: x\n${'X-A: b\n'.repeat(many / 4)}\nText.`),
    text('long-attribution.eml', `Subject: x\n\nOn ${'a '.repeat(many / 4)}\n> b`),
    text(
      'kids.pdf',
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 999999999/Kids[2 0 R]>>endobj trailer<</Root 1 0 R>>',
    ),
    text('no-objects.pdf', `%PDF-1.7\n${'1 0 obj '.repeat(many / 8)}`),
    text(
      'password.pdf',
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj 3 0 obj<</Filter/Standard/V 1/R 2/O(12345678901234567890123456789012)/U(12345678901234567890123456789012)/P -4>>endobj trailer<</Root 1 0 R/Encrypt 3 0 R/ID[(1234567890123456)(1234567890123456)]>>',
    ),
    text('long.txt', 'word '.repeat(many)),
    text('long.md', `|a|b|\n|-|-|\n${'|1|2|\n'.repeat(many / 8)}`),
    text('long-line.html', `<p>${'word '.repeat(many / 2)}`),
    {
      name: 'picture.docx',
      bytes: docx(wordParagraph('Text.'), [{ name: 'word/media/image1.png', content: Buffer.alloc(size) }]),
    },
  ];
}

/**
 * Files that are broken, hostile or called what they are not: crafted ones first, then valid ones that are cut,
 * spoilt or renamed at random.
 *
 * @param count of all
 * @param size that the crafted ones unpack to, in bytes
 */
export function hostileFiles(count: number, size: number): HostileFile[] {
  const next = random(20_250_317);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)] as Item;
  const files = crafted(size);
  while (files.length < count) {
    const { name, bytes } = pick(VALID);
    const extension = name.slice(name.lastIndexOf('.'));
    const kind = files.length % 3;
    const spoilt = Buffer.from(bytes);
    if (kind === 1) {
      for (let at = 0; at < 1 + spoilt.length / 200; at += 1) {
        spoilt[Math.floor(next() * spoilt.length)] = Math.floor(next() * 256);
      }
    }
    files.push({
      name: `${files.length}${kind === 2 ? pick(EXTENSIONS) : extension}`,
      bytes: kind === 0 ? spoilt.subarray(0, Math.floor(next() * spoilt.length)) : spoilt,
    });
  }
  return files.slice(0, count);
}
