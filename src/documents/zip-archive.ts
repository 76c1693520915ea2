import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { CitewellError } from '../errors.js';
import { unreadable } from './unreadable.js';

/** In bytes: more than the text of any book, less than would hurt. */
const LARGEST_PART = 128 * 1024 * 1024;
const MOST_READ = 384 * 1024 * 1024;
const MOST_PARTS = 50_000;
/** First bytes of an OLE compound file: what Office makes of a document that it protects with a password. */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * A zip archive whose parts are read one at a time and within bounds, whatever sizes it claims: a part that
 * unpacks to more than it says is refused by the library.
 */
export class ZipArchive {
  #bytesRead = 0;

  private constructor(
    private readonly id: string,
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /**
   * @param id names the file in errors
   * @throws CitewellError `unreadable_file` where the bytes are no zip archive, or one that is encrypted
   */
  static async open(bytes: Uint8Array, id: string): Promise<ZipArchive> {
    if (COMPOUND_FILE.every((byte, position) => bytes[position] === byte)) {
      throw unreadable(
        id,
        'is protected with a password, or in the format of Office before 2007. Save an unprotected copy in the current format.',
      );
    }
    const entries = new Map<string, Entry>();
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const zip = await fromBufferPromise(buffer, { lazyEntries: true }).catch((cause: unknown) => {
      throw unreadable(id, "can't be read: it is damaged, or has another format than its name says.", cause);
    });
    try {
      for await (const entry of zip.eachEntry()) {
        entries.set(entry.fileName, entry);
        if (entries.size > MOST_PARTS) throw tooLarge(id, `holds more than ${MOST_PARTS} parts`);
      }
    } catch (cause) {
      if (cause instanceof CitewellError) throw cause;
      throw unreadable(id, "can't be read: its table of contents is damaged.", cause);
    }
    return new ZipArchive(id, zip, entries);
  }

  get names(): readonly string[] {
    return [...this.entries.keys()];
  }

  /**
   * The bytes of a part; `undefined` where there is none of this name.
   *
   * @throws CitewellError `file_too_large`, `unreadable_file`
   */
  async read(name: string): Promise<Uint8Array | undefined> {
    const entry = this.entries.get(name);
    if (entry === undefined) return undefined;
    if (entry.isEncrypted())
      throw unreadable(this.id, 'is protected with a password. Save an unprotected copy.');
    this.#bytesRead += entry.uncompressedSize;
    if (entry.uncompressedSize > LARGEST_PART || this.#bytesRead > MOST_READ) {
      throw tooLarge(
        this.id,
        `unpacks to more than ${MOST_READ / 2 ** 20} MiB, or one of its parts to more than ${LARGEST_PART / 2 ** 20} MiB`,
      );
    }
    try {
      return await readEntry(this.zip, entry);
    } catch (cause) {
      throw unreadable(this.id, `can't be read: its part ${name} is damaged.`, cause);
    }
  }
}

async function readEntry(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function tooLarge(id: string, what: string): CitewellError {
  return new CitewellError('file_too_large', `${id} ${what}. Split it, or remove it.`, { document: id });
}
