import { CitewellError } from '../errors.js';
import { decodeMarkup } from './decode-markup.js';
import { parseXml, visitXml, type XmlElement, XmlError, type XmlVisitor } from './xml.js';
import type { ZipArchive } from './zip-archive.js';

/** The text of a part; `undefined` where there is none of this name. @throws CitewellError */
export async function readPartText(zip: ZipArchive, name: string, id: string): Promise<string | undefined> {
  const bytes = await zip.read(name);
  return bytes === undefined ? undefined : decodeMarkup(bytes, id).text;
}

/** A part as XML; `undefined` where there is none of this name. @throws CitewellError `unreadable_file` */
export async function readPart(zip: ZipArchive, name: string, id: string): Promise<XmlElement | undefined> {
  const xml = await readPartText(zip, name, id);
  return xml === undefined ? undefined : wellFormed(name, id, () => parseXml(xml));
}

/** Visits a part that may be too large for a tree. @throws CitewellError `unreadable_file` */
export async function visitPart(
  zip: ZipArchive,
  name: string,
  id: string,
  visitor: XmlVisitor,
): Promise<void> {
  const xml = await readPartText(zip, name, id);
  if (xml !== undefined) wellFormed(name, id, () => visitXml(xml, visitor));
}

/** A part without which the file is not what its name says. @throws CitewellError `unreadable_file` */
export async function readNeededPart(zip: ZipArchive, name: string, id: string): Promise<XmlElement> {
  const part = await readPart(zip, name, id);
  if (part !== undefined) return part;
  throw new CitewellError(
    'unreadable_file',
    `${id} can't be read: it has no part ${name}, so it is damaged or of another format than its name says.`,
    { document: id },
  );
}

function wellFormed<Result>(name: string, id: string, read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof XmlError)) throw cause;
    throw new CitewellError(
      'unreadable_file',
      `${id} can't be read: its part ${name} is not well-formed XML.`,
      { document: id },
      { cause },
    );
  }
}
