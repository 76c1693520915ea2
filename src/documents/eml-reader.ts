import PostalMime, { type Email } from 'postal-mime';
import { attachedFiles } from './attached-files.js';
import { assertNotBlank, buildDocument } from './build-document.js';
import type { Document } from './document.js';
import type { DocumentReader } from './document-reader.js';
import { MAIL_EXTENSION, MailAttachments, type MailFile } from './mail-attachments.js';
import { mailText, senderOf, sentOn } from './mail-text.js';
import { oneLine } from './structured-text.js';
import { titleFromFileName } from './title-from-file-name.js';
import { unreadable } from './unreadable.js';
import { repairWindows1252 } from './windows-1252.js';

const HEADER_FIELD = /^(?:From |[\w-]{1,76}:[ \t])/u;

/**
 * Mails: who wrote to whom and when, the text, the message quoted below it under a heading of its own. Each file that
 * is attached to one is read as its format is, and makes documents of its own.
 *
 * @param readers of what may be attached, besides mails; where one of them reads otherwise, so does this
 */
export function emlReader(readers: readonly DocumentReader[]): DocumentReader {
  return {
    extensions: [MAIL_EXTENSION],
    version: ['eml-3', ...readers.map(({ version }) => version)].join(' '),
    foreign: true,
    read: (file) => readMail({ ...file, depth: 0 }, new MailAttachments(readers, readMail)),
  };
}

async function readMail(mailFile: MailFile, attachments: MailAttachments): Promise<Document[]> {
  const { id, bytes } = mailFile;
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1').trimStart();
  if (!HEADER_FIELD.test(head))
    throw unreadable(id, 'is no mail: it does not begin with header fields such as "From: …".');
  // A mail within it is an attachment like others: the library would write both into one text.
  const mail = repaired(await PostalMime.parse(bytes, { forceRfc822Attachments: true }));
  const files = attachedFiles(mail.attachments, (extension) => attachments.isRead(extension));
  const { text, headings, records } = mailText(
    mail,
    files.map(({ name }) => name),
  );
  assertNotBlank(id, text);
  const title = oneLine(mail.subject ?? '') || titleFromFileName(id);
  const { documents, warnings } = await attachments.read(files, title, mailFile);
  const document = buildDocument({
    id,
    text,
    records,
    warnings,
    metadata: { title, ...statedIn(mail) },
    titleOfLastResort: title,
    findHeadings: () => [...headings],
  });
  return [document, ...documents];
}

/** The library decodes windows-1252 as Node's `TextDecoder` does. Files that are attached stay as they are. */
function repaired(mail: Email): Email {
  const { attachments, ...parts } = mail;
  const repair = (_name: string, value: unknown) =>
    typeof value === 'string' ? repairWindows1252(value) : value;
  return { ...(JSON.parse(JSON.stringify(parts, repair)) as typeof parts), attachments };
}

function statedIn(mail: Email): { author?: string; published?: string } {
  const [author, published] = [senderOf(mail), sentOn(mail)];
  return { ...(author === '' ? {} : { author }), ...(published === '' ? {} : { published }) };
}
