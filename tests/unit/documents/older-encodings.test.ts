import { describe, expect, it } from 'vitest';
import { decodeLegacyText } from '../../../src/documents/decode-legacy-text.js';
import { decodeMarkup } from '../../../src/documents/decode-markup.js';

/** `TextEncoder` writes UTF-8 alone: what other programs write stands here as their bytes. */
const SAMPLES: readonly (readonly [encoding: string, text: string, base64: string])[] = [
  ['windows-1252', 'Grüße', 'R3L832U='],
  [
    'windows-1252',
    'Der Rückgabezeitraum beträgt 28 Tage, „größere“ Posten – auch für € 20 – länger.',
    'RGVyIFL8Y2tnYWJlemVpdHJhdW0gYmV0cuRndCAyOCBUYWdlLCCEZ3L232VyZZMgUG9zdGVuIJYgYXVjaCBm/HIggCAyMCCWIGzkbmdlci4=',
  ],
  ['windows-1252', 'The shop’s café opens at nine.', 'VGhlIHNob3CScyBjYWbpIG9wZW5zIGF0IG5pbmUu'],
  ['windows-1252', '20 €\n30 €', 'MjAggAozMCCA'],
  ['windows-1252', 'Le café est fermé à midi.', 'TGUgY2Fm6SBlc3QgZmVybekg4CBtaWRpLg=='],
  [
    'Shift_JIS',
    '返品は三十日以内に受け付けます。送料はお客様の負担となります。',
    'ldSVaYLNjk+PXJP6iMiT4ILJjvOCr5V0gq+C3IK3gUKRl5e/gs2CqItxl2yCzJWJklOCxoLIguiC3IK3gUI=',
  ],
  [
    'GB18030',
    '退货期限为三十天。运费由客户承担。如有问题请联系客服中心。',
    'zcu79cbaz97Oqsj9yq7M7KGj1Mu30dPJv827p7PQtaOho8jn09DOyszix+vBqs+1v823/tbQ0MShow==',
  ],
  [
    'windows-1251',
    'Срок возврата составляет тридцать дней.',
    '0fDu6iDi7ufi8ODy4CDx7vHy4OLr/+XyIPLw6OT24PL8IOTt5eku',
  ],
  [
    'windows-1250',
    'Zwrot jest możliwy w ciągu trzydziestu dni. Klient płaci za przesyłkę. Późniejszy zwrot jest niemożliwy, również dla stałych klientów.',
    'Wndyb3QgamVzdCBtb79saXd5IHcgY2m5Z3UgdHJ6eWR6aWVzdHUgZG5pLiBLbGllbnQgcLNhY2kgemEgcHJ6ZXN5s2vqLiBQ859uaWVqc3p5IHp3cm90IGplc3QgbmllbW+/bGl3eSwgcvN3bmllvyBkbGEgc3Rhs3ljaCBrbGllbnTzdy4=',
  ],
  [
    'ISO-8859-2',
    'Az ügyfélszolgálat hétfőtől péntekig elérhető. A díjakat előre kell fizetni, a befizetés késedelme esetén kötbért számolunk fel. Az összeg visszatérítésére nincs mód, kivéve a törvényben előírt eseteket.',
    'QXog/Gd5Zulsc3pvbGfhbGF0IGjpdGb1dPVsIHDpbnRla2lnIGVs6XJoZXT1LiBBIGTtamFrYXQgZWz1cmUga2VsbCBmaXpldG5pLCBhIGJlZml6ZXTpcyBr6XNlZGVsbWUgZXNldOluIGv2dGLpcnQgc3rhbW9sdW5rIGZlbC4gQXog9nNzemVnIHZpc3N6YXTpcu106XPpcmUgbmluY3MgbfNkLCBraXbpdmUgYSB09nJ26W55YmVuIGVs9e1ydCBlc2V0ZWtldC4=',
  ],
  [
    'ISO-8859-9',
    'İade otuz gün içinde mümkündür. Kargo ücretini müşteri öder.',
    '3WFkZSBvdHV6IGf8biBp52luZGUgbfxta/xuZPxyLiBLYXJnbyD8Y3JldGluaSBt/P50ZXJpIPZkZXIu',
  ],
];
const decode = (bytes: Uint8Array) => decodeLegacyText(bytes, 'a.txt');
const refused = expect.objectContaining({ code: 'not_text' });

describe('text in an older encoding', () => {
  it.each(SAMPLES)('is read as %s: %s', (encoding, text, base64) => {
    const decoded = decode(Buffer.from(base64, 'base64'));
    expect(decoded.text).toBe(text);
    expect(decoded.warnings).toEqual([`It is not UTF-8; it was read as ${encoding}.`]);
  });

  it('is told by letters that stand late in the file', () => {
    const late = `${'The shop opens at nine. '.repeat(5_000)}It costs £20 in the café.`;
    expect(decode(Buffer.from(late, 'latin1')).text).toBe(late);
  });

  it('has the signs of windows-1252 in pages that declare it, by either name', () => {
    for (const name of ['windows-1252', 'iso-8859-1']) {
      const page = `<html><head><meta charset="${name}"></head><p>\x93A caf\xe9 \x96 \x80 20\x94</p>`;
      expect(decodeMarkup(Buffer.from(page, 'latin1'), 'a.html').text).toContain('“A café – € 20”');
    }
  });

  it('is refused where Western letters would make no words of it', () => {
    // "Größe und Öffnung, Männer, schön" in code page 850, which no standard decoder knows.
    const dos = Buffer.from('Gr\x94\xe1e und \x99ffnung, M\x84nner, sch\x94n', 'latin1');
    expect(() => decode(dos)).toThrowError(refused);
  });
});

describe('UTF-16 without a byte order mark', () => {
  it.each(['Täglich geöffnet.\r\n', 'Срок возврата, дней: тридцать.', '退货期限为三天 运费由客户承担\n'])(
    'is read, in both byte orders: %s',
    (text) => {
      const little = Buffer.from(text, 'utf16le');
      expect(decode(little)).toEqual({
        text,
        warnings: ['It has no byte order mark; it was read as utf-16le.'],
      });
      expect(decode(Buffer.from(little).swap16()).text).toBe(text);
    },
  );
});

describe('UTF-8 that is cut within its last character', () => {
  it('stays UTF-8, without that character, and says so', () => {
    const cut = Buffer.from('Déjà vu à côté de l’été').subarray(0, -1);
    expect(decode(cut)).toEqual({
      text: 'Déjà vu à côté de l’ét',
      warnings: ['It ends within a character: it may not be whole.'],
    });
  });

  it('is refused where a wrong byte stands elsewhere', () => {
    const wrong = Buffer.concat([Buffer.from('Déjà vu à côté '), Buffer.of(0xe9, 0x20, 0xc3)]);
    expect(() => decode(wrong)).toThrowError(refused);
  });
});

describe('binary data with the name of a text', () => {
  it.each([
    ['with NULs', Buffer.from('7f454c46020101000000000000000000', 'hex')],
    ['with a NUL in a text', Buffer.from('hello\0world\n')],
    ['without', Buffer.from(Array.from({ length: 2_000 }, (_, at) => 1 + ((at * 7919) % 255)))],
    [
      'without control characters',
      Buffer.from(Array.from({ length: 2_000 }, (_, at) => 160 + ((at * 61) % 96))),
    ],
  ])('is refused: %s', (_what, bytes) => {
    expect(() => decode(bytes)).toThrowError(refused);
  });

  it('is refused in a few times its own memory, a NUL at the end of a large text among it', () => {
    const bytes = Buffer.alloc(32 * 2 ** 20 + 1, 'A line of a text that goes on and on.\n');
    bytes[bytes.length - 1] = 0;
    const before = process.resourceUsage().maxRSS;
    expect(() => decode(bytes)).toThrowError(refused);
    // In kilobytes.
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(8 * 32 * 2 ** 10);
  });
});
