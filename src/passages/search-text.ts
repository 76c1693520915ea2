import type { Document, StatedFact } from '../documents/document.js';
import type { Passage, Sentence } from './passage.js';
import { termsOf } from './terms.js';

/** Changes whenever the same passage would be embedded under other words; see also `termsVersion`. */
export const searchTextVersion = 'search-text@1';

/**
 * What a line such as "17.03.2025 Title" or "Source: …" is about, in the words that people ask with: the line
 * itself says a date or a name, not that it is the date of publication or the author.
 */
const FACT_WORDS: Readonly<Record<StatedFact, string>> = {
  title: 'Title',
  published: 'Date when this article was published',
  author: 'Source, author: who wrote this article',
};

/** The text that stands for a passage in dense search: its document's title and headings come first. */
export function passageSearchText(document: Document, passage: Passage): string {
  const context = [document.title, ...passage.headings].filter((part) => part !== '');
  return [...new Set(context), annotated(document, passage)].join('\n');
}

/** What the lines of a passage are about, where they state facts of the document; empty for prose. */
export function factPreamble(passage: Passage): string {
  const facts = [...new Set(passage.sentences.flatMap(({ facts = [] }) => facts))];
  return facts.length > 0 ? `${facts.map((fact) => FACT_WORDS[fact]).join('. ')}: ` : '';
}

/** The text that stands for a sentence when excerpts are compared with a question. */
export function sentenceSearchText(document: Document, sentence: Sentence): string {
  const text = document.text.slice(sentence.start, sentence.end);
  return sentence.facts ? `${sentence.facts.map((fact) => FACT_WORDS[fact]).join('. ')}: ${text}` : text;
}

/** The stems that lexical search finds a passage by, space-joined. */
export function passageTerms(document: Document, passage: Passage): string {
  return termsOf(passageSearchText(document, passage))
    .map(({ stem }) => stem)
    .join(' ');
}

function annotated(document: Document, passage: Passage): string {
  if (!passage.sentences.some(({ facts }) => facts)) return document.text.slice(passage.start, passage.end);
  return passage.sentences.map((sentence) => sentenceSearchText(document, sentence)).join('\n');
}
