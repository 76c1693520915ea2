import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLegacyText } from '../../../src/documents/decode-legacy-text.js';
import { decodeText } from '../../../src/documents/decode-text.js';
import { normaliseText } from '../../../src/documents/normalise-text.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('normalised text', () => {
  it('has LF line ends, composed letters, no byte order mark, no controls and no lone surrogates', () => {
    expect(normaliseText('\uFEFFCafe\u0301\r\nbar\rbaz\u0000\u000B\t!\uD800')).toBe(
      'Café\nbar\nbaz  \t!\uFFFD',
    );
  });

  it('leaves everything else as the author wrote it', () => {
    const text = 'Two  spaces,\u00A0“quotes” … \u200B👩‍👩‍👧 ﬁne ½ \u0085 end.\n\n\n';
    expect(normaliseText(text)).toBe(text);
  });

  it('does not change when normalised again', () => {
    const hostile = fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) });
    const marked = fc.string({ unit: fc.constantFrom('\uFEFF', '\r', '\n', '\0', 'e', '\u0301', '\uDC00') });
    fc.assert(
      fc.property(fc.oneof(hostile, marked), (raw) => {
        const once = normaliseText(raw);
        expect(normaliseText(once)).toBe(once);
        expect(once).not.toMatch(/\r|^\uFEFF|\p{Surrogate}/u);
      }),
    );
  });
});

describe('decoding a file', () => {
  it('reads UTF-8 with and without byte order mark, and UTF-16 with one', () => {
    const utf16 = [...'Zoë'].map((letter) => letter.charCodeAt(0));
    expect(decodeText(utf8('Zoë'), 'a.txt')).toBe('Zoë');
    expect(decodeText(utf8('\uFEFFZoë'), 'a.txt')).toBe('Zoë');
    const littleEndian = Uint8Array.from([0xff, 0xfe, ...utf16.flatMap((unit) => [unit & 0xff, unit >> 8])]);
    const bigEndian = Uint8Array.from([0xfe, 0xff, ...utf16.flatMap((unit) => [unit >> 8, unit & 0xff])]);
    expect(decodeText(littleEndian, 'a.txt')).toBe('Zoë');
    expect(decodeText(bigEndian, 'a.txt')).toBe('Zoë');
  });

  it('says which file is Latin-1, at which byte, and what to do', () => {
    const latin1 = Uint8Array.from([...utf8('Grüße: caf'), 0xe9, 0x21]);
    expect(() => decodeText(latin1, 'menus/cafe.txt')).toThrowError(
      expect.objectContaining({
        code: 'not_text',
        message:
          'menus/cafe.txt is not UTF-8 (byte 12). Save it as UTF-8 text, or remove it from the knowledge folder.',
        details: { document: 'menus/cafe.txt', offset: 12 },
      }),
    );
  });

  it('takes damaged UTF-8 for no older encoding', () => {
    const text = 'Déjà vu à côté de l’été, où la forêt brûle près du château. '.repeat(20);
    const damaged = Uint8Array.from([...utf8(text), 0xe9, 0x20]);
    expect(() => decodeLegacyText(damaged, 'a.txt')).toThrowError(
      expect.objectContaining({ code: 'not_text' }),
    );
    expect(decodeLegacyText(Buffer.from(text.replaceAll('’', "'"), 'latin1'), 'a.txt').text).toContain(
      'Déjà vu',
    );
  });

  it('finds the byte where a truncated character begins', () => {
    const truncated = utf8('abc€').subarray(0, 5);
    expect(() => decodeText(truncated, 'a.txt')).toThrowError(
      expect.objectContaining({ code: 'not_text', details: { document: 'a.txt', offset: 3 } }),
    );
  });

  it('refuses binary files', () => {
    expect(() => decodeText(Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 1]), 'run.txt')).toThrowError(
      expect.objectContaining({ code: 'not_text', details: { document: 'run.txt', offset: 4 } }),
    );
  });
});
