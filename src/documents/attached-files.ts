import { type Attachment, decodeWords } from 'postal-mime';
import { attachmentName, extensionOfType, numberedName } from './attachment-names.js';

/** What is attached to a mail, as a file. */
export interface AttachedFile {
  /** As the mail calls it; where it does not, after its subject, or `attachment 1.pdf`, or its type alone. */
  readonly name: string;
  readonly isNamed: boolean;
  readonly bytes: Uint8Array;
  /** Of the format that it is read as; `undefined` where it is not read. */
  readonly extension: string | undefined;
}

/** Where a mail's subject is looked for, in bytes. */
const LONGEST_HEAD = 65_536;
/** They sign the mail, and hold nothing to read. */
const SIGNATURES: ReadonlySet<string> = new Set([
  'application/pgp-signature',
  'application/pkcs7-signature',
  'application/x-pkcs7-signature',
]);

/**
 * The attachments that people would call so: without signatures, and without pictures that belong to the layout of
 * the mail's text. A name's extension says the format, else the type does: programs call anything a byte stream.
 *
 * @param isRead whether files of an extension are read
 */
export function attachedFiles(
  attachments: readonly Attachment[],
  isRead: (extension: string) => boolean,
): AttachedFile[] {
  const files: AttachedFile[] = [];
  for (const { filename, mimeType, related, content } of attachments) {
    const given = attachmentName(filename);
    const extension = [extensionOfName(given), extensionOfType(mimeType)].find(
      (candidate) => candidate !== undefined && isRead(candidate),
    );
    if (SIGNATURES.has(mimeType) || (related === true && extension === undefined)) continue;
    const bytes = bytesOf(content);
    const name = given ?? nameOfUnnamed(mimeType, extension, bytes, files.length + 1);
    files.push({ name, isNamed: given !== undefined, bytes, extension });
  }
  return files;
}

/** Ids of the files of one mail and of the mails within it: no two are alike, in whatever order they are given. */
export class AttachmentIds {
  readonly #taken = new Set<string>();
  readonly #numbers = new Map<string, number>();

  /** `mail.eml#report.pdf`; the next of that name is `mail.eml#report (2).pdf`. */
  next(mailId: string, name: string): string {
    const base = `${mailId}#${name}`;
    for (;;) {
      const number = (this.#numbers.get(base) ?? 0) + 1;
      this.#numbers.set(base, number);
      const id = `${mailId}#${numberedName(name, number)}`;
      if (this.#taken.has(id)) continue;
      this.#taken.add(id);
      return id;
    }
  }
}

function nameOfUnnamed(
  mimeType: string,
  extension: string | undefined,
  bytes: Uint8Array,
  position: number,
): string {
  if (extension === undefined) return mimeType;
  const subject = mimeType === 'message/rfc822' ? subjectOf(bytes) : undefined;
  return `${subject ?? `attachment ${position}`}${extension}`;
}

/** Programs give no name to a mail that is forwarded as a whole. */
function subjectOf(mail: Uint8Array): string | undefined {
  const start = Buffer.from(mail.subarray(0, LONGEST_HEAD)).toString('utf8');
  const [head = ''] = start.split(/\r?\n\r?\n/u, 1);
  const field = /^subject:([^\n]*(?:\n[ \t][^\n]*)*)/imu.exec(head)?.[1];
  return attachmentName(decodeWords((field ?? '').replace(/\r?\n/gu, '')).replace(/[/\\]/gu, ' '));
}

function extensionOfName(name: string | undefined): string | undefined {
  return /\.[^.]+$/u.exec(name ?? '')?.[0].toLowerCase();
}

function bytesOf(content: Attachment['content']): Uint8Array {
  if (typeof content === 'string') return Buffer.from(content, 'utf8');
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}
