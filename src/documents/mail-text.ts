import type { Address, Email } from 'postal-mime';
import { writeHtmlBlocks } from './html-blocks.js';
import { findMainContent } from './html-content.js';
import { parseHtml } from './html-tree.js';
import { splitQuotedReply } from './quoted-replies.js';
import { oneLine, type StructuredText, StructuredTextWriter } from './structured-text.js';

const QUOTED_HEADING = 'Quoted message';

/** A mail as text: its subject, who wrote to whom and when, what it says, and what is attached to it. */
export function mailText(mail: Email, attachmentNames: readonly string[]): StructuredText {
  const writer = new StructuredTextWriter();
  writer.heading(1, oneLine(mail.subject ?? ''));
  writer.paragraph(headerLines(mail));
  writeBody(mail, writer);
  if (attachmentNames.length > 0) writer.paragraph(`Attachments: ${attachmentNames.join(', ')}`);
  return writer.finish();
}

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

/** The date as the mail's header has it, which is in the sender's time zone; empty where it has none. */
export function sentOn(mail: Email): string {
  return oneLine(mail.headers.find(({ key }) => key === 'date')?.value ?? '');
}

/** The sender's name, else the address; empty where the mail has none. */
export function senderOf({ from }: Email): string {
  return oneLine(from?.name || from?.address || '');
}

function fullName(address: Address): string {
  const mailbox = address.address ?? '';
  const name = oneLine(address.name);
  return name === '' || mailbox === '' ? name || mailbox : `${name} <${mailbox}>`;
}
