import PostalMime, { type Address, type Email } from 'postal-mime';
import { assertNotBlank, buildDocument } from './build-document.js';
import type { DocumentReader } from './document-reader.js';
import { writeHtmlBlocks } from './html-blocks.js';
import { findMainContent } from './html-content.js';
import { parseHtml } from './html-tree.js';
import { splitQuotedReply } from './quoted-replies.js';
import { oneLine, StructuredTextWriter } from './structured-text.js';
import { titleFromFileName } from './title-from-file-name.js';
import { unreadable } from './unreadable.js';

const HEADER_FIELD = /^(?:From |[\w-]{1,76}:[ \t])/u;
const QUOTED_HEADING = 'Quoted message';

/** Mails: who wrote to whom and when, the text, the message quoted below it under a heading of its own. */
export const emlReader: DocumentReader = {
  extensions: ['.eml'],
  version: 'eml-1',
  foreign: true,
  async read(file) {
    const { id } = file;
    const head = Buffer.from(file.bytes.subarray(0, 200)).toString('latin1').trimStart();
    if (!HEADER_FIELD.test(head))
      throw unreadable(id, 'is no mail: it does not begin with header fields such as "From: …".');
    const mail = await PostalMime.parse(file.bytes);
    const writer = new StructuredTextWriter();
    const subject = oneLine(mail.subject ?? '');
    writer.heading(1, subject);
    writer.paragraph(headerLines(mail));
    writeBody(mail, writer);
    const names = mail.attachments
      .filter(({ related }) => related !== true)
      .map(({ filename, mimeType }) => filename ?? mimeType);
    if (names.length > 0) writer.paragraph(`Attachments: ${names.map(oneLine).join(', ')}`);
    const { text, headings, records } = writer.finish();
    assertNotBlank(id, text);
    const author = mail.from === undefined ? '' : nameOf(mail.from);
    const date = sentOn(mail);
    return [
      buildDocument({
        id,
        text,
        records,
        warnings:
          names.length > 0 ? [`Attachments are named, not read: ${names.map(oneLine).join(', ')}.`] : [],
        metadata: {
          ...(subject === '' ? {} : { title: subject }),
          ...(author === '' ? {} : { author }),
          ...(date === '' ? {} : { published: date }),
        },
        titleOfLastResort: titleFromFileName(id),
        findHeadings: () => [...headings],
      }),
    ];
  },
};

function headerLines(mail: Email): string {
  const lines = [
    ['From', mail.from === undefined ? '' : fullName(mail.from)],
    ['To', (mail.to ?? []).map(fullName).join(', ')],
    ['Cc', (mail.cc ?? []).map(fullName).join(', ')],
    ['Date', sentOn(mail)],
  ];
  return lines
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

/** The plain text is the better source where both are there: a mail program made it without layout. */
function writeBody(mail: Email, writer: StructuredTextWriter): void {
  const { own, attribution, quoted } = splitQuotedReply((mail.text ?? '').replace(/\r\n?/gu, '\n'));
  if (`${own}${quoted}`.trim() === '' && mail.html !== undefined) {
    const page = parseHtml(mail.html);
    if (page === undefined) return;
    const { root, isContent } = findMainContent(page);
    writeHtmlBlocks(root, writer, isContent);
    return;
  }
  for (const paragraph of own.split(/\n\s*\n/u)) writer.paragraph(paragraph);
  if (quoted === '') return;
  writer.heading(2, attribution === '' ? QUOTED_HEADING : attribution);
  for (const paragraph of quoted.split(/\n\s*\n/u)) writer.paragraph(paragraph);
}

/** The date as the mail's header has it, which is in the sender's time zone. */
function sentOn(mail: Email): string {
  return oneLine(mail.headers.find(({ key }) => key === 'date')?.value ?? '');
}

function nameOf(address: Address): string {
  return oneLine(address.name || address.address || '');
}

function fullName(address: Address): string {
  const mailbox = address.address ?? '';
  const name = oneLine(address.name);
  return name === '' || mailbox === '' ? name || mailbox : `${name} <${mailbox}>`;
}
