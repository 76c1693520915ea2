import { describe, expect, it } from 'vitest';
import { buildDocument } from '../../../src/documents/build-document.js';
import { passageSearchText } from '../../../src/passages/search-text.js';
import { splitPassages } from '../../../src/passages/split-passages.js';

/** Texts of sentences as they stand in their passages' texts; those that stand alone in brackets. */
function shown(text: string): string[][] {
  const document = buildDocument({ id: 'a', text, titleOfLastResort: 'Harbours', metadata: {} });
  return splitPassages(document).map((passage) => {
    const { text: searched, sentences } = passageSearchText(document, passage);
    return sentences.map(({ start, end, alone }) => {
      const own = searched.slice(start, end);
      return alone ? `[${own}]` : own;
    });
  });
}

describe("a passage's text in dense search", () => {
  it('has its title and headings in front, and each sentence where it stands', () => {
    const text = 'The harbour of Ystad opened in 1866. It has two piers.';
    const document = buildDocument({ id: 'a', text, titleOfLastResort: 'Harbours', metadata: {} });
    const [passage] = splitPassages(document);
    if (!passage) throw new Error('no passage');
    expect(passageSearchText(document, passage).text).toBe(`Harbours\n${text}`);
    expect(shown(text)).toEqual([['The harbour of Ystad opened in 1866.', 'It has two piers.']]);
  });

  it('knows the lines that say what they say alone', () => {
    const list = '- Monday: nine to five\n- Tuesday: ten to six\n- Sunday: closed';
    expect(shown(list)).toEqual([
      ['[- Monday: nine to five]', '[- Tuesday: ten to six]', '[- Sunday: closed]'],
    ]);
    const mixed = 'The harbour opened in 1866. It has two piers.\n\nDogs are welcome.';
    expect(shown(mixed)).toEqual([
      ['The harbour opened in 1866.', 'It has two piers.', '[Dogs are welcome.]'],
    ]);
  });

  it('takes the only sentence of a passage for the passage', () => {
    expect(shown('Dogs are welcome.')).toEqual([['Dogs are welcome.']]);
  });
});
