import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pdfReader } from '../../../src/documents/pdf-reader.js';

/** Printed by Chromium: columns, justified, and the gutter in ems; the sentences are those of the source. */
const FOLDER = new URL('../../fixtures/pdf-columns/', import.meta.url);
const SENTENCES = JSON.parse(readFileSync(new URL('sentences.json', FOLDER), 'utf8')) as Record<
  string,
  readonly string[]
>;

describe('columns of justified prose in PDF', () => {
  it.each(Object.entries(SENTENCES))('%s: each sentence in one piece, in order', async (name, sentences) => {
    const bytes = readFileSync(new URL(`${name}.pdf`, FOLDER));
    const [document] = await pdfReader.read({ id: `${name}.pdf`, path: `${name}.pdf`, bytes });
    const text = document?.text.replace(/[ \n]+/gu, ' ') ?? '';
    let at = 0;
    for (const sentence of sentences) {
      const found = text.indexOf(sentence, at);
      expect(found, sentence).toBeGreaterThanOrEqual(0);
      at = found + sentence.length;
    }
    expect(text).not.toContain('\t');
  });
});
