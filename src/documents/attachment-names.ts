import { oneLine } from './structured-text.js';

/** Extensions of the formats that are read, by the type that mail programs give their files. */
const EXTENSION_OF_TYPE: Readonly<Record<string, string>> = {
  'application/epub+zip': '.epub',
  'application/jsonl': '.jsonl',
  'application/pdf': '.pdf',
  'application/vnd.ms-excel.sheet.macroenabled.12': '.xlsm',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': '.pptx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': '.xlsx',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
  'application/x-ndjson': '.jsonl',
  'application/x-pdf': '.pdf',
  'application/xhtml+xml': '.xhtml',
  'message/rfc822': '.eml',
  'text/csv': '.csv',
  'text/html': '.html',
  'text/markdown': '.md',
  'text/plain': '.txt',
  'text/tab-separated-values': '.tsv',
};
/** In characters: beyond it the middle of a name is left out, so that its extension stays. */
const LONGEST_NAME = 120;
const KEPT_END = 20;
/** The joiners of several scripts apart. */
const HIDDEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu;

/** The extension that a MIME type stands for; `undefined` for formats that are not read. */
export function extensionOfType(mimeType: string): string | undefined {
  return EXTENSION_OF_TYPE[mimeType.toLowerCase()];
}

/**
 * What an attachment is called: the last part of the name that its mail gives, since that may be any path of
 * somebody's machine, on one line and without characters that can't be seen. `undefined` where nothing is left.
 */
export function attachmentName(given: string | null): string | undefined {
  const name = oneLine((given ?? '').split(/[/\\]/u).at(-1) ?? '')
    .replace(HIDDEN, '')
    .trim();
  if (/^\.*$/u.test(name)) return undefined;
  const characters = [...name];
  if (characters.length <= LONGEST_NAME) return name;
  const start = characters.slice(0, LONGEST_NAME - KEPT_END - 1);
  return `${start.join('')}…${characters.slice(-KEPT_END).join('')}`;
}

/** `report.pdf`, and `report (2).pdf` where that is taken. */
export function numberedName(name: string, number: number): string {
  if (number === 1) return name;
  const dot = name.lastIndexOf('.');
  const end = dot > 0 ? dot : name.length;
  return `${name.slice(0, end)} (${number})${name.slice(end)}`;
}
