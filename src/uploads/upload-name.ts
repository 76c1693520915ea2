import { readerFor, supportedExtensions } from '../documents/document-readers.js';
import { CitewellError } from '../errors.js';

/** Bytes of UTF-8 that common file systems allow a name (255), with room for what tools append. */
const LONGEST_SEGMENT = 240;
/** Characters of the whole: far below the 4,096 bytes of a path on Linux. */
const LONGEST_NAME = 800;
const MOST_SEGMENTS = 16;

/** Control, format, surrogate, private-use and unassigned characters, but for the joiners of several scripts. */
const UNPRINTABLE = /(?![\u200c\u200d])[\p{C}\p{Zl}\p{Zp}]/u;
/** What Windows does not allow in a name: a data folder may be moved there. */
const FORBIDDEN = /[<>:"|?*\\]/;
/** Devices of Windows, with any extension. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * What a file that a client named may be called below the folder of uploads, and so the id of its document: one
 * spelling a name (NFC), `/` between folders, nothing that another system could not keep or indexing would pass over.
 *
 * @throws CitewellError `upload_invalid`, `unsupported_format`
 */
export function uploadName(given: string): string {
  const name = given.normalize('NFC');
  const wrong = problemOf(name);
  if (wrong !== undefined) {
    const shown = JSON.stringify(name.slice(0, LONGEST_NAME));
    throw new CitewellError('upload_invalid', `The name ${shown} ${wrong}. Give the file another name.`);
  }
  if (readerFor(name) === undefined) {
    throw new CitewellError(
      'unsupported_format',
      `${name} is of a format that is not read. Citewell reads ${supportedExtensions.join(' ')}.`,
    );
  }
  return name;
}

function problemOf(name: string): string | undefined {
  if (name === '') return 'is empty';
  if (name.length > LONGEST_NAME) return `has more than ${LONGEST_NAME} characters`;
  if (UNPRINTABLE.test(name)) return 'holds a character that cannot be seen';
  const forbidden = FORBIDDEN.exec(name);
  if (forbidden) return `holds ${forbidden[0]}`;
  const segments = name.split('/');
  if (segments.length > MOST_SEGMENTS) return `has more than ${MOST_SEGMENTS} folders`;
  for (const segment of segments) {
    const wrong = segmentProblemOf(segment);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function segmentProblemOf(segment: string): string | undefined {
  if (segment === '') return 'begins or ends with /, or holds two in a row';
  if (segment.startsWith('.')) return 'has a part that begins with a dot';
  if (/^\s|[\s.]$/u.test(segment)) return 'has a part that begins or ends with a space, or ends with a dot';
  if (segment === 'node_modules') return 'has a folder node_modules, which is not indexed';
  if (DEVICE.test(segment)) return 'has a part that is the name of a device on Windows';
  if (Buffer.byteLength(segment) > LONGEST_SEGMENT) return `has a part of more than ${LONGEST_SEGMENT} bytes`;
  return undefined;
}
