import type { Document, Span, StatedFact } from '../documents/document.js';
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

/** A sentence as it stands in the text of its passage. */
interface SearchSentence extends Span {
  /** What it says it says without its neighbours: a row of a table, an item of a list. */
  readonly alone: boolean;
}

/** The text that stands for a passage in dense search, and its sentences as they stand in that. */
export interface SearchText {
  readonly text: string;
  /** In order; with what its line is about in front, where one states facts. */
  readonly sentences: readonly SearchSentence[];
}

/** Its document's title and its headings come before a passage. */
export function passageSearchText(document: Document, passage: Passage): SearchText {
  const context = new Set([document.title, ...passage.headings].filter((part) => part !== ''));
  const before = [...context].map((line) => `${line}\n`).join('');
  if (!passage.sentences.some(({ facts }) => facts)) {
    const shift = before.length - passage.start;
    return {
      text: before + document.text.slice(passage.start, passage.end),
      sentences: passage.sentences.map((sentence) => ({
        start: sentence.start + shift,
        end: sentence.end + shift,
        alone: standsAlone(document, passage, sentence),
      })),
    };
  }
  let text = before;
  const sentences = passage.sentences.map((sentence, position) => {
    if (position > 0) text += '\n';
    const start = text.length;
    text += annotated(document, sentence);
    return { start, end: text.length, alone: standsAlone(document, passage, sentence) };
  });
  return { text, sentences };
}

/** What the lines of a passage are about, where they state facts of the document; empty for prose. */
export function factPreamble(passage: Passage): string {
  const facts = [...new Set(passage.sentences.flatMap(({ facts = [] }) => facts))];
  return facts.length > 0 ? `${facts.map((fact) => FACT_WORDS[fact]).join('. ')}: ` : '';
}

/** The stems that lexical search finds a passage by, space-joined. */
export function passageTerms(document: Document, passage: Passage): string {
  return termsOf(passageSearchText(document, passage).text)
    .map(({ stem }) => stem)
    .join(' ');
}

/** One of several that has its lines to itself. A heading is quoted for want of anything else, and needs no more than a place. */
function standsAlone({ text }: Document, { sentences }: Passage, { start, end, kind }: Sentence): boolean {
  const hasItsLines =
    (start === 0 || text[start - 1] === '\n') && (end === text.length || text[end] === '\n');
  return hasItsLines && sentences.length > 1 && kind !== 'heading';
}

function annotated(document: Document, { start, end, facts }: Sentence): string {
  const text = document.text.slice(start, end);
  return facts ? `${facts.map((fact) => FACT_WORDS[fact]).join('. ')}: ${text}` : text;
}
