import { extname } from 'node:path';
import { readerFor, supportedExtensions } from '../documents/document-readers.js';
import type { FoundRoot } from './find-files.js';

/** A file that is not in the index as it is. */
export interface LeftOutFile {
  readonly id: string;
  /** Sentences that name the file. */
  readonly reason: string;
}

/** What to do with files of formats that are often met, and not read. */
const ADVICE: readonly (readonly [extensions: readonly string[], advice: string])[] = [
  [['.doc', '.rtf', '.odt', '.pages', '.wpd'], 'Save it as .docx or .pdf.'],
  [['.xls', '.xlsb', '.ods', '.numbers'], 'Save it as .xlsx or .csv.'],
  [['.ppt', '.pps', '.odp', '.key'], 'Save it as .pptx or .pdf.'],
  [['.msg', '.mbox', '.pst'], 'Export its mails as .eml.'],
  [['.zip', '.7z', '.rar', '.tar', '.gz', '.tgz', '.bz2', '.xz'], 'Unpack it.'],
  [['.json', '.ndjson'], 'Give it a line a document, and call it .jsonl.'],
  [['.rst', '.adoc', '.org', '.log', '.text', ''], 'Where it is text, call it .txt or .md.'],
  [
    ['.png', '.jpg', '.jpeg', '.gif', '.bmp', '.tif', '.tiff', '.webp', '.heic', '.svg'],
    'Run text recognition (OCR) over it, and save it as .pdf.',
  ],
];

const REASONS: Readonly<Record<FoundRoot['passedOver'][number]['why'], string>> = {
  name: 'is never read, since its name says that it is hidden, a lock file of Office, or an installed package.',
  no_file: 'is no file and no folder.',
  visited: 'is a link to a folder that is read already.',
};

/** The files of a root that are not read, each with why and what to do. */
export function passedOverFiles({ files, passedOver }: FoundRoot): LeftOutFile[] {
  return [
    ...passedOver.map(({ id, why }) => ({ id, reason: `${id} ${REASONS[why]}` })),
    ...files
      .filter(({ id, address }) => address === undefined && readerFor(id) === undefined)
      .map(({ id }) => ({ id, reason: `${id} is of a format that is not read. ${adviceFor(id)}` })),
  ];
}

function adviceFor(id: string): string {
  const extension = extname(id).toLowerCase();
  const known = ADVICE.find(([extensions]) => extensions.includes(extension))?.[1];
  return known ?? `Citewell reads ${supportedExtensions.join(' ')}.`;
}
