import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { charsetOf, extensionOf } from '../../../src/crawling/media-type.js';
import { pageFacts } from '../../../src/crawling/page-facts.js';
import { readSitemap } from '../../../src/crawling/sitemap.js';
import { isWebAddress, pageAddress, startAddress } from '../../../src/crawling/web-address.js';

describe('the address of a page', () => {
  it.each([
    ['HTTPS://Example.ORG:443/a/../b#part', 'https://example.org/b'],
    ['https://example.org/%7euser/%c3%a9', 'https://example.org/~user/%C3%A9'],
    ['https://example.org/?b=2&a=1&utm_source=x&gclid=y', 'https://example.org/?b=2&a=1'],
    ['https://example.org/?q=a+b%26c', 'https://example.org/?q=a+b%26c'],
    [' https://bücher.example/ü ', 'https://xn--bcher-kva.example/%C3%BC'],
  ])('%s is spelt %s', (typed, address) => {
    expect(pageAddress(typed)).toBe(address);
  });

  it.each([
    'ftp://example.org/',
    'https://user:secret@example.org/',
    `https://example.org/${'x'.repeat(3_000)}`,
    '//',
  ])('%s is none', (typed) => {
    expect(pageAddress(typed)).toBeUndefined();
    expect(() => startAddress(typed)).toThrow();
    expect(pageAddress('mailto:a@example.org', 'https://example.org/')).toBeUndefined();
  });

  it('does not repeat a password that was typed', () => {
    expect(() => startAddress('https://user:secret@example.org/')).toThrow(/^(?!.*secret)/u);
  });

  it('is told from a file', () => {
    expect(['https://a', 'HTTP://a', 'ftp://a'].every(isWebAddress)).toBe(true);
    expect(['docs', './https:', 'C:\\docs', 'a:b'].some(isWebAddress)).toBe(false);
  });

  it('is spelt as before when it is spelt again', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (typed) => {
        const address = pageAddress(typed);
        expect(address === undefined ? undefined : pageAddress(address)).toBe(address);
      }),
    );
  });
});

describe('a sitemap', () => {
  const read = (text: string) => readSitemap(Buffer.from(text), 'https://example.org/sitemap.xml');

  it.each([
    [
      'XML with prefixes, comments and images',
      '<?xml version="1.0"?><!-- x --><s:urlset xmlns:s="x"><s:url><s:loc> https://a/1 </s:loc><image:image xmlns:image="y"><image:loc>https://a/i.png</image:loc></image:image></s:url></s:urlset>',
    ],
    ['CDATA', '<urlset><url><loc><![CDATA[https://a/1]]></loc></url></urlset>'],
    ['RSS', '<rss><channel><link>https://a/</link><item><link>https://a/1</link></item></channel></rss>'],
    [
      'Atom',
      '<feed><link href="https://a/"/><entry><link rel="self" href="https://a/s"/><link href="https://a/1"/></entry></feed>',
    ],
    ['plain text', '\uFEFFhttps://a/1\r\n'],
  ])('is read from %s', (_what, text) => {
    expect(read(text)).toEqual({ addresses: ['https://a/1'], isIndex: false });
  });

  it.each([
    '',
    '<html><body>x</body></html>',
    '<?xml version="1.0"?><html/>',
    'some words',
    'https://a/1\nwords',
  ])('is not %j', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it('that is broken, cut off or a bomb is refused by name', () => {
    expect(() => read('<urlset><url><loc>https://a/?a&b</loc>')).toThrow(/no well-formed XML/u);
    const packed = gzipSync(Buffer.from('<urlset/>'.repeat(1_000)));
    expect(() => readSitemap(packed.subarray(0, 20), 'https://a/s.gz')).toThrow(/no whole gzip file/u);
    const bomb = gzipSync(Buffer.alloc(60 * 2 ** 20));
    expect(() => readSitemap(bomb, 'https://a/s.gz')).toThrow(/more than 50 MiB/u);
    const laughs =
      '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><urlset><url><loc>&b;</loc></url></urlset>';
    expect(() => read(`<?xml version="1.0"?>${laughs}`)).toThrow(/no well-formed XML/u);
  });
});

describe('what a page tells a robot', () => {
  it('is found in pages of any shape, without end', () => {
    const facts = (html: string) => pageFacts(Buffer.from(html), 'https://example.org/a/b', null);
    const deep = facts(`${'<div>'.repeat(100_000)}<a href="c">x</a>`);
    expect(deep.links).toEqual(['https://example.org/a/c']);
    const wide = facts(Array.from({ length: 200_000 }, (_, number) => `<a href="${number}">x</a>`).join(''));
    expect(wide.links).toHaveLength(200_000);
    expect(
      facts('<a href="https://[">x</a><a>y</a><area href="//example.org/d"><a href="?q">').links,
    ).toEqual(['https://example.org/d', 'https://example.org/a/b?q']);
    expect(facts('<meta name=citewell content="NoIndex">').mayIndex).toBe(false);
    expect(facts('<meta name=googlebot content=noindex>').mayIndex).toBe(true);
    expect(facts('<meta http-equiv=refresh content="300; url=/x">').refresh).toBeUndefined();
    expect(facts('<meta http-equiv=Refresh content="0;URL=\'/x\'">').refresh).toBe('https://example.org/x');
  });
});

describe('the format of a reply', () => {
  it.each([
    ['text/html; charset="Windows-1251"', '/a', '.html', 'windows-1251'],
    ['TEXT/PLAIN', '/README.md', '.md', undefined],
    ['application/octet-stream', '/a.PDF', '.pdf', undefined],
    [null, '/a.html', '.html', undefined],
    [null, '/a', undefined, undefined],
    ['image/png', '/a.html', undefined, undefined],
  ])('%s at %s is %s', (type, path, extension, charset) => {
    expect(extensionOf(type, `https://example.org${path}`)).toBe(extension);
    expect(charsetOf(type)).toBe(charset);
  });
});
