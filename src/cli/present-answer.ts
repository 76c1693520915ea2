import { styleText } from 'node:util';
import type { Answer, Citation } from '../answering/answer.js';
import type { ModelShortfall } from '../answering/composition.js';
import { CONFIDENCE_LABELS, confidenceLevel } from '../answering/confidence-level.js';
import { RELATED } from '../answering/refusal-text.js';

/** Why the model did not word the answer, or not all of it. */
const SHORTFALLS: Readonly<Record<ModelShortfall, string>> = {
  timeout: 'was not done in time',
  unreachable: 'cannot be reached',
  rate_limited: 'takes no more requests at present',
  rejected: 'refuses the request; see citewell doctor',
  failed: 'failed',
  circuit_open: 'failed time and again, and is not asked for a while',
  over_budget: 'has been asked as often as the settings allow a minute',
  malformed_output: 'wrote nothing that could be read',
  endless_output: 'wrote without end',
  nothing_verified: 'said nothing that its quotes prove',
};

/** An answer as a person reads it on a terminal. */
export function presentAnswer(answer: Answer, colour: boolean): string {
  if (answer.outcome === 'not_found') {
    const related = answer.related.map((citation) => source(citation, colour));
    return [answer.text, ...(related.length > 0 ? ['', `${RELATED}:`, ...related] : [])].join('\n');
  }
  const sources = answer.citations.map((citation) => source(citation, colour));
  const { model, shortfall } = answer.composition ?? {};
  const note = shortfall === undefined ? [] : ['', `(${model}: ${SHORTFALLS[shortfall]})`];
  const certainty = `${CONFIDENCE_LABELS[confidenceLevel(answer)]} (${answer.confidence.toFixed(2)})`;
  return [answer.text, '', certainty, '', ...sources, ...note].join('\n');
}

function source(citation: Citation, colour: boolean): string {
  const { number, document, alsoIn = [], page, headings, quote, start } = citation;
  // What a section says may be about what only its heading names.
  const section = [...new Set([document.title, ...headings])].join(' › ');
  const place = [section, document.id === document.title ? '' : document.id, page && `page ${page}`];
  const name = place.filter((part) => part).join(', ');
  let marked = quote;
  for (const highlight of [...citation.highlights].reverse()) {
    const [from, to] = [highlight.start - start, highlight.end - start];
    const phrase = marked.slice(from, to);
    marked = marked.slice(0, from) + (colour ? styleText('bold', phrase) : phrase) + marked.slice(to);
  }
  const copies = alsoIn.map(({ id }) => id).join(', ');
  const also = copies === '' ? '' : `\n    also in ${copies}`;
  return `[${number}] ${name}\n    “${marked.replaceAll('\n', '\n    ')}”${also}`;
}
