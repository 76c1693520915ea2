import type { QuestionRecord } from '../question-record.js';
import { escapeHtml } from './escape-html.js';

/** How many questions a report shows in full. */
const shown = 40;

/** Excerpts shown of each. */
const shownExcerpts = 3;

/**
 * The questions that went wrong, the most harmful first: wrong answers from the most confident down, then refusals
 * of answerable questions; for sets without answers those with the lowest nDCG@10.
 */
export function worstQuestions(records: readonly QuestionRecord[]): QuestionRecord[] {
  const wrong = records.filter((record) => (record.values['right'] ?? record.values['ndcg@10'] ?? 1) < 0.5);
  return wrong
    .sort(
      (first, second) =>
        Number(first.outcome === 'not_found') - Number(second.outcome === 'not_found') ||
        second.confidence - first.confidence,
    )
    .slice(0, shown);
}

/** One question with what was cited and what was wanted. */
export function questionHtml(record: QuestionRecord): string {
  const title =
    record.question === record.standaloneQuestion ? '' : row('Read as', [record.standaloneQuestion]);
  const refused = record.outcome === 'not_found';
  const state = [
    refused ? `refused (${record.reason ?? record.error ?? 'no reason'})` : 'answered',
    `confidence ${record.confidence.toFixed(2)}`,
  ].join(', ');
  const excerpts = record.excerpts.slice(0, shownExcerpts);
  const cited = excerpts.map(({ quote, title: from, documentId }) => `“${quote}” (${from || documentId})`);
  return `<article><h3>${escapeHtml(record.question)}</h3>
<dl>${row('Question', [record.id])}${title}${row('Outcome', [state])}${row(refused ? 'Nearest' : 'Cited', cited)}${row('Wanted', wanted(record))}</dl></article>`;
}

function wanted({ answerable, wanted: { answers, spans, relevant } }: QuestionRecord): string[] {
  if (answerable === false) return ['a refusal'];
  if (answers.length > 0) return answers.slice(0, shownExcerpts);
  if (spans.length > 0) return spans.slice(0, shownExcerpts);
  return relevant.slice(0, shownExcerpts);
}

function row(term: string, values: readonly string[]): string {
  const content = (values.length === 0 ? ['nothing'] : values).map((value) => `<p>${escapeHtml(value)}</p>`);
  return `<dt>${escapeHtml(term)}</dt><dd>${content.join('')}</dd>`;
}
