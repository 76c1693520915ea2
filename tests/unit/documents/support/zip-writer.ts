import { crc32, deflateRawSync } from 'node:zlib';

/** A part of an archive; `claimedSize` lies about how large it is. */
export interface ZipPart {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly claimedSize?: number;
}

const DEFLATED = 8;
const VERSION = 20;
const UTF8_NAMES = 0x0800;
/** Set where the content is encrypted; the content here never is. */
const ENCRYPTED = 0x0001;

/** A zip archive (PKWARE APPNOTE), as small as the format allows. */
export function zip(parts: readonly ZipPart[], { encrypted = false } = {}): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claimedSize } of parts) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const fileName = Buffer.from(name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(VERSION, 0);
    fields.writeUInt16LE(UTF8_NAMES | (encrypted ? ENCRYPTED : 0), 2);
    fields.writeUInt16LE(DEFLATED, 4);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(claimedSize ?? bytes.length, 18);
    fields.writeUInt16LE(fileName.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, fileName, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, tail, fileName]));
    locals.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(18);
  const size = directory.reduce((sum, entry) => sum + entry.length, 0);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, ...directory, Buffer.from('PK\x05\x06'), end]);
}
