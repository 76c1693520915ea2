import { CitewellError } from '../errors.js';
import { type AttachedFile, AttachmentIds } from './attached-files.js';
import type { Document } from './document.js';
import type { DocumentReader, SourceFile } from './document-reader.js';
import { parserFault } from './parser-fault.js';
import { titleFromFileName } from './title-from-file-name.js';
import { unreadable } from './unreadable.js';

/** A mail in a file of its own, or attached to another. */
export interface MailFile extends SourceFile {
  /** How many mails it is in; 0 for one in a file of its own. */
  readonly depth: number;
}

/** Reads a mail, and with `attachments` what is attached to it. */
type MailReader = (mail: MailFile, attachments: MailAttachments) => Promise<Document[]>;

/** What came of a mail's attachments. */
interface ReadAttachments {
  readonly documents: readonly Document[];
  /** What was not read, for the mail's own document. */
  readonly warnings: readonly string[];
}

export const MAIL_EXTENSION = '.eml';

/** Of one file, those of mails within it included. */
const MOST_READ = 1_000;
/** All their texts together, in UTF-16 code units: they are handed on at once. */
const LONGEST_TEXTS = 100_000_000;
/** Mails in mails. */
const DEEPEST = 5;
/** More are only counted. */
const MOST_TOLD = 20;
const LONGEST_SUBJECT = 100;

/** Reads what is attached to a mail, and to mails attached to that, within bounds for all of them together. */
export class MailAttachments {
  readonly #ids = new AttachmentIds();
  #read = 0;
  #length = 0;

  /**
   * @param readers of files other than mails
   * @param readMail for mails that are attached
   */
  constructor(
    private readonly readers: readonly DocumentReader[],
    private readonly readMail: MailReader,
  ) {}

  /** Whether attachments with this extension are read. */
  isRead(extension: string): boolean {
    return extension === MAIL_EXTENSION || this.#readerFor(extension) !== undefined;
  }

  /** @param title of the mail: the titles of what is attached to it name it */
  async read(files: readonly AttachedFile[], title: string, mail: MailFile): Promise<ReadAttachments> {
    const documents: Document[] = [];
    const faults: string[] = [];
    for (const file of files) {
      if (file.extension === undefined) continue;
      const id = this.#ids.next(mail.id, file.name);
      const onFault = (fault: CitewellError) => faults.push(fault.message);
      const part = { ...mail, id, bytes: file.bytes, depth: mail.depth + 1, onFault };
      try {
        const read = await this.#readPart(part, file.extension);
        documents.push(...read.map((document) => asAttached(document, part, file, title)));
      } catch (error) {
        faults.push(parserFault(id, error).message);
      }
    }
    const others = files.filter(({ extension }) => extension === undefined).map(({ name }) => name);
    return { documents, warnings: [...namesOf(others), ...toldOf(faults)] };
  }

  async #readPart(part: MailFile, extension: string): Promise<Document[]> {
    const { id, depth, parts } = part;
    this.#read += 1;
    if (this.#read > MOST_READ)
      throw unreadable(id, `is one of more than ${MOST_READ} attachments. ${ADVICE}`);
    if (depth > DEEPEST) throw unreadable(id, `is attached to mails more than ${DEEPEST} deep. ${ADVICE}`);
    const reason = parts?.leftOut(id);
    if (reason !== undefined) throw new CitewellError('unreadable_file', reason, { document: id });
    await parts?.onPart(id);
    const reading =
      extension === MAIL_EXTENSION ? this.readMail(part, this) : this.#readerFor(extension)?.read(part);
    const documents = (await reading) ?? [];
    // Those of a mail within have been counted with it.
    if (extension !== MAIL_EXTENSION) this.#count(id, documents);
    return documents;
  }

  #count(id: string, documents: readonly Document[]): void {
    const length = documents.reduce((sum, { text }) => sum + text.length, 0);
    if (this.#length + length > LONGEST_TEXTS)
      throw unreadable(
        id,
        `would make the attachments' texts longer than ${LONGEST_TEXTS} characters. ${ADVICE}`,
      );
    this.#length += length;
  }

  #readerFor(extension: string): DocumentReader | undefined {
    return this.readers.find(({ extensions }) => extensions.includes(extension));
  }
}

const ADVICE = 'Save it as a file of its own.';

/** A document of an attachment says in its title what it is attached to, and is named after the attachment. */
function asAttached(
  document: Document,
  { id, bytes }: MailFile,
  { name, isNamed }: AttachedFile,
  mailTitle: string,
): Document {
  // What is in a mail that is attached is attached to that mail.
  if (document.id.startsWith(`${id}#`)) return document;
  const isWhole = document.id === id;
  const isNameless = document.title === titleFromFileName(id);
  const own = isNameless && isNamed ? name : document.title;
  const file = isNameless || !isNamed ? '' : `${name}, `;
  return {
    ...document,
    // Lines of a `.jsonl` have ids of their own, which are those of other documents perhaps.
    id: isWhole ? id : `${id}#${document.id}`,
    title: `${own} (${file}attached to: ${shortened(mailTitle)})`,
    bytes: document.bytes ?? bytes.byteLength,
  };
}

function shortened(title: string): string {
  const characters = [...title];
  return characters.length <= LONGEST_SUBJECT ? title : `${characters.slice(0, LONGEST_SUBJECT).join('')}…`;
}

function namesOf(others: readonly string[]): string[] {
  if (others.length === 0) return [];
  const more = others.length > MOST_TOLD ? `, and ${others.length - MOST_TOLD} more` : '';
  return [`Attachments of formats that are not read: ${others.slice(0, MOST_TOLD).join(', ')}${more}.`];
}

function toldOf(faults: readonly string[]): string[] {
  const told = faults.slice(0, MOST_TOLD);
  const untold = faults.length - told.length;
  return untold > 0 ? [...told, `${untold} more attachments were not read, or not whole.`] : told;
}
