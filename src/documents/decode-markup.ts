import { decodeAs } from './decode-as.js';
import { type DecodedText, decodeLegacyText, isDamagedUtf8 } from './decode-legacy-text.js';

/** How far into a file its encoding may be declared (WHATWG HTML, "prescan a byte stream"). */
const PRESCAN = 1024;
const XML_DECLARATION = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/iu;
const META_CHARSET = /<meta\s[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)/iu;

/**
 * The text of HTML or XML bytes: by byte order mark, else as UTF-8 where they are that, else in the encoding
 * that they declare, else in the one that they are likely in.
 *
 * @throws CitewellError `not_text`
 */
export function decodeMarkup(bytes: Uint8Array, id: string): DecodedText {
  const utf8 = decodeAs('utf-8', bytes);
  const head = Buffer.from(bytes.subarray(0, PRESCAN)).toString('latin1');
  const declared = (XML_DECLARATION.exec(head) ?? META_CHARSET.exec(head))?.[1]?.toLowerCase();
  const isOther = declared !== undefined && !/^(?:utf-?(?:8|16)|unicode)/u.test(declared);
  // ISO-2022-JP and HZ are ASCII bytes, and so UTF-8 as well: there only the declaration tells.
  if (utf8 !== undefined && !(isOther && /^(?:iso-2022|hz)/u.test(declared))) {
    return { text: utf8, warnings: [] };
  }
  const text = isOther ? decodeAs(declared, bytes) : undefined;
  if (text !== undefined && !text.includes('\0')) return { text, warnings: [] };
  // As browsers do: a page is read for all its wrong bytes.
  if (!bytes.includes(0) && isDamagedUtf8(bytes)) {
    return { text: new TextDecoder().decode(bytes), warnings: ['Some of its characters are damaged.'] };
  }
  return decodeLegacyText(bytes, id);
}
