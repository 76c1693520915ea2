import { readFileSync } from 'node:fs';
import type { ScoredPassage } from '../../../../src/answering/citation.js';
import { buildDocument } from '../../../../src/documents/build-document.js';
import { normaliseText } from '../../../../src/documents/normalise-text.js';
import { splitPassages } from '../../../../src/passages/split-passages.js';

/** The passages of a text as retrieval gives them out, in the order of the text. */
export function passagesOf(text: string, id = 'document.txt'): ScoredPassage[] {
  const document = buildDocument({ id, text: normaliseText(text), titleOfLastResort: id });
  const passages = splitPassages(document);
  return passages.map((passage) => ({
    document: { ...document, length: document.text.length, passages: passages.length, indexedAt: '' },
    copies: [],
    passage,
    text: document.text.slice(passage.start, passage.end),
    score: 1,
  }));
}

export function passagesOfFile(path: string): ScoredPassage[] {
  return passagesOf(readFileSync(path, 'utf8'), path);
}
