import { describe, expect, it } from 'vitest';
import { AskedAuthor } from '../../../src/answering/asked-author.js';

const BYLINE = { facts: ['author', 'published'] as const };

function isStated(question: string, title: string): boolean {
  return new AskedAuthor(question).isStatedIn(BYLINE, title);
}

describe('the author of a document', () => {
  it.each([
    ['Who wrote The bees of Mount Rigi?', 'The bees of Mount Rigi'],
    ['Who is the author of Bees of Mount Rigi?', 'The bees of Mount Rigi'],
    ['Who wrote the article about bees?', 'The bees of Mount Rigi'],
    ['By whom is the report on Mount Rigi written?', 'The bees of Mount Rigi'],
    ['Wer hat „Die Bienen am Rigi“ geschrieben?', 'Die Bienen am Rigi'],
    ['Wer ist der Autor des Artikels Bienen am Rigi?', 'Die Bienen am Rigi'],
  ])('is stated by the byline under "%s" (%s)', (question, title) => {
    expect(isStated(question, title)).toBe(true);
  });

  it.each([
    ['Who wrote Hamlet?', 'Hamlet and the plays of London'],
    ['Who wrote the article about wasps?', 'The bees of Mount Rigi'],
    ['Who wrote this?', 'The bees of Mount Rigi'],
    ['Who keeps the bees of Mount Rigi?', 'The bees of Mount Rigi'],
    ['When was The bees of Mount Rigi written?', 'The bees of Mount Rigi'],
  ])('is not what "%s" asks for under %s', (question, title) => {
    expect(isStated(question, title)).toBe(false);
  });

  it('is stated by no line without one', () => {
    const asked = new AskedAuthor('Who wrote The bees?');
    expect(asked.isStatedIn({ facts: ['published'] }, 'The bees')).toBe(false);
    expect(asked.isStatedIn({}, 'The bees')).toBe(false);
  });
});
