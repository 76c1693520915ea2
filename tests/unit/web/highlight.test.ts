import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markSpans } from '../../../web/widget/highlight.js';

const span = fc
  .tuple(fc.nat(60), fc.nat(60))
  .map(([one, other]) => ({ start: Math.min(one, other), end: Math.max(one, other) }));

describe('marking spans of a document', () => {
  it('marks the answer phrase inside the quote', () => {
    expect(
      markSpans('It costs US$52 billion.', 100, { start: 100, end: 123 }, [{ start: 109, end: 122 }]),
    ).toEqual([
      { text: 'It costs ', emphasis: 'quote' },
      { text: 'US$52 billion', emphasis: 'answer' },
      { text: '.', emphasis: 'quote' },
    ]);
  });

  it('marks the part of a quote that lies in the stretch shown', () => {
    expect(markSpans('world again', 6, { start: 0, end: 11 }, [])).toEqual([
      { text: 'world', emphasis: 'quote' },
      { text: ' again', emphasis: 'plain' },
    ]);
  });

  it('never loses or repeats a character, whatever the spans', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 50 }),
        fc.nat(20),
        span,
        fc.array(span),
        (text, offset, quote, highlights) => {
          const segments = markSpans(text, offset, quote, highlights);
          expect(segments.map((segment) => segment.text).join('')).toBe(text);
          let position = offset;
          for (const segment of segments) {
            for (const _ of segment.text.split('')) {
              const quoted = quote.start <= position && position < quote.end;
              expect(segment.emphasis !== 'plain').toBe(quoted);
              position += 1;
            }
          }
        },
      ),
    );
  });
});
