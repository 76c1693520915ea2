import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attachmentName } from '../../../src/documents/attachment-names.js';
import type { Document } from '../../../src/documents/document.js';
import { readerFor } from '../../../src/documents/document-readers.js';
import { type Attached, mailWith } from './support/mail-writer.js';
import { docx, wordParagraph } from './support/office-files.js';
import { pdf } from './support/pdf-writer.js';

async function read(bytes: Uint8Array): Promise<Document[]> {
  const file = { id: 'box/mail.eml', path: 'box/mail.eml', bytes };
  return (await readerFor('mail.eml')?.read(file)) ?? [];
}

/** What a mail with these files makes: the mail's own document, and the others. */
async function attach(...attached: Attached[]): Promise<[mail: Document | undefined, ...parts: Document[]]> {
  const [mail, ...parts] = await read(mailWith('Papers', 'See below.', attached));
  return [mail, ...parts];
}

const ids = (documents: readonly Document[]) => documents.map(({ id }) => id);
const titles = (documents: readonly Document[]) => documents.map(({ title }) => title);

describe('files attached to a mail', () => {
  it('are documents of their own, which say in their titles what they are attached to', async () => {
    const pages = [
      [{ text: 'The fee is 12 euros.', x: 50, y: 100 }],
      [{ text: 'It is due in May.', x: 50, y: 100 }],
    ];
    const [mail, ...parts] = await attach(
      { name: 'fees.pdf', content: pdf(pages, { title: 'Fees of 2025' }) },
      { name: 'terms.docx', content: docx(wordParagraph('Terms are net.')) },
      { name: 'prices.csv', content: 'Plan,Price\nPro,20\n' },
      { name: 'faq.jsonl', content: '{"_id": "q1", "title": "Hours", "text": "We open at nine."}\n' },
    );
    expect(mail?.text).toContain('Attachments: fees.pdf, terms.docx, prices.csv, faq.jsonl');
    expect(mail?.warnings).toBeUndefined();
    expect(ids(parts)).toEqual([
      'box/mail.eml#fees.pdf',
      'box/mail.eml#terms.docx',
      'box/mail.eml#prices.csv',
      'box/mail.eml#faq.jsonl#q1',
    ]);
    expect(titles(parts)).toEqual([
      'Fees of 2025 (fees.pdf, attached to: Papers)',
      'terms.docx (attached to: Papers)',
      'prices.csv (attached to: Papers)',
      'Hours (faq.jsonl, attached to: Papers)',
    ]);
    expect(parts[0]?.pages).toHaveLength(2);
    expect(parts[2]).toMatchObject({ text: 'Plan: Pro; Price: 20', bytes: 18 });
    expect(parts[2]?.records).toHaveLength(1);
  });

  it('are read as their type says where their name does not', async () => {
    const [mail, ...parts] = await attach(
      { name: 'README', type: 'text/plain', content: 'Read me first.' },
      { name: null, type: 'application/pdf', content: pdf([[{ text: 'A page.', x: 50, y: 100 }]]) },
      { name: 'a.zip', type: 'application/zip', content: 'PK' },
      { name: null, type: 'application/x-unknown', content: 'x' },
      { name: 'smime.p7s', type: 'application/pkcs7-signature', content: 'x' },
      {
        name: null,
        type: 'image/png; name="logo.png"',
        headers: ['Content-Disposition: inline; filename="logo.png"', 'Content-ID: <logo>'],
        content: 'x',
      },
    );
    expect(ids(parts)).toEqual(['box/mail.eml#README', 'box/mail.eml#attachment 2.pdf']);
    expect(mail?.warnings).toEqual([
      'Attachments of formats that are not read: a.zip, application/x-unknown, logo.png.',
    ]);
  });

  it('that cannot be read are warnings of the mail, which name them', async () => {
    const [mail, ...parts] = await attach(
      { name: 'broken.pdf', content: '%PDF-1.4 x' },
      { name: 'bytes.txt', content: Buffer.from([0, 1, 2]) },
      { name: 'empty.md', content: '' },
      { name: 'lines.jsonl', content: '{"_id": 1, "text": "Good."}\nbad\n' },
      { name: 'good.txt', content: 'A good text.' },
    );
    expect(ids(parts)).toEqual(['box/mail.eml#lines.jsonl#1', 'box/mail.eml#good.txt']);
    expect(mail?.warnings).toEqual([
      expect.stringMatching(/^box\/mail\.eml#broken\.pdf can't be read as a PDF/u),
      expect.stringMatching(/^box\/mail\.eml#bytes\.txt /u),
      expect.stringMatching(/^box\/mail\.eml#empty\.md is empty/u),
      expect.stringMatching(/^box\/mail\.eml#lines\.jsonl, line 2: /u),
    ]);
  });

  it('of one name have ids of their own, wherever the name says that they lie', async () => {
    const [, ...parts] = await attach(
      { name: 'a.txt', content: 'One.' },
      { name: '../../etc/a.txt', content: 'Two.' },
      { name: 'C:\\\\temp\\\\a.txt', content: 'Three.' },
      { name: 'a (2).txt', content: 'Four.' },
      { name: '..', type: 'text/plain', content: 'Five.' },
    );
    expect(ids(parts)).toEqual([
      'box/mail.eml#a.txt',
      'box/mail.eml#a (2).txt',
      'box/mail.eml#a (3).txt',
      'box/mail.eml#a (2) (2).txt',
      'box/mail.eml#attachment 5.txt',
    ]);
  });

  it('that are mails have their own subject, sender and attachments', async () => {
    const inner = mailWith('=?utf-8?Q?Re:_M=C3=B6bel?=', 'The desk comes on Friday.', [
      { name: 'desk.txt', content: 'The desk is 120 cm wide.' },
    ]);
    const [mail, ...parts] = await attach({ name: null, type: 'message/rfc822', content: inner });
    expect(mail?.text).toContain('Attachments: Re: Möbel.eml');
    expect(mail?.text).not.toContain('Friday');
    expect(parts).toMatchObject([
      { id: 'box/mail.eml#Re: Möbel.eml', title: 'Re: Möbel (attached to: Papers)', author: 'Jane Roe' },
      { id: 'box/mail.eml#Re: Möbel.eml#desk.txt', title: 'desk.txt (attached to: Re: Möbel)' },
    ]);
  });

  it('are read five mails deep', async () => {
    let bytes = mailWith('Mail 7', 'Innermost.', []);
    for (let depth = 6; depth >= 0; depth -= 1) {
      bytes = mailWith(`Mail ${depth}`, 'See below.', [{ name: 'm.eml', content: bytes }]);
    }
    const documents = await read(bytes);
    expect(documents).toHaveLength(6);
    expect(documents.at(-1)).toMatchObject({
      title: 'Mail 5 (m.eml, attached to: Mail 4)',
      warnings: [expect.stringMatching(/is attached to mails more than 5 deep\. Save it/u)],
    });
  });

  it('are bounded in number, and so is what is told of the others', async () => {
    const many = Array.from({ length: 10_000 }, (_, at) => ({ name: 'same.txt', content: `Number ${at}.` }));
    const [mail, ...parts] = await attach(...many);
    expect(parts).toHaveLength(1_000);
    expect(new Set(ids(parts)).size).toBe(1_000);
    expect(mail?.warnings).toHaveLength(21);
    expect(mail?.warnings?.at(-1)).toBe('8980 more attachments were not read, or not whole.');
  });

  it('are told of before each is read, and left out where that is said', async () => {
    const told: string[] = [];
    const parts = {
      onPart: async (id: string) => void told.push(id),
      leftOut: (id: string) => (id.endsWith('b.txt') ? `${id} takes too long.` : undefined),
    };
    const bytes = mailWith('Papers', 'See below.', [
      { name: 'a.txt', content: 'A text.' },
      { name: 'b.txt', content: 'A text.' },
    ]);
    const [mail, ...rest] =
      (await readerFor('m.eml')?.read({ id: 'm.eml', path: 'm.eml', bytes, parts })) ?? [];
    expect(told).toEqual(['m.eml#a.txt']);
    expect(ids(rest)).toEqual(['m.eml#a.txt']);
    expect(mail?.warnings).toEqual(['m.eml#b.txt takes too long.']);
  });
});

describe('the name of an attachment', () => {
  it('is one line that can be seen, without folders, of at most 120 characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 150 }), (given) => {
        const name = attachmentName(given);
        if (name === undefined) return;
        expect(name).not.toMatch(/[/\\]|(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect([...name].length).toBeLessThanOrEqual(120);
        expect(name.trim()).toBe(name);
        expect(name).not.toBe('');
      }),
    );
    expect(attachmentName(`${'long '.repeat(100)}report.pdf`)).toMatch(/^long .*….*report\.pdf$/u);
  });
});
