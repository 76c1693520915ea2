import type { Answer, Citation } from '../answering/answer.js';
import type { SearchHit } from '../citewell-api.js';
import { citedSpans, type GoldStandard } from './gold-standard.js';
import { answerF1, exactMatch, holdsAnswer } from './metrics/answer-match.js';
import { ndcgAt, recallAt, reciprocalRankAt, successAt } from './metrics/ranking.js';
import { characterOverlap, type DocumentSpan, overlaps } from './metrics/span-overlap.js';
import type { QuestionRecord, RecordedExcerpt } from './question-record.js';
import type { EvaluationQuestion } from './question-set.js';

/** Depths at which recall is reported; the last is the depth of the ranked list. */
export const recallDepths = [1, 3, 5, 10, 20, 50] as const;

/** Citations that count for the character measures, as many as an answer has by default. */
const citationsCompared = 5;

/** What came back for one question: the answer with the search results, or the code of the error. */
export type QuestionResult =
  | { readonly answer: Answer; readonly hits: readonly SearchHit[]; readonly milliseconds: number }
  | { readonly error: string; readonly milliseconds: number };

/** Judges what came back for a question. */
export async function recordQuestion(
  question: EvaluationQuestion,
  result: QuestionResult,
  gold: GoldStandard,
): Promise<QuestionRecord> {
  const answer = 'answer' in result ? result.answer : undefined;
  const citations = answer?.citations ?? [];
  const excerpts = answer === undefined || citations.length > 0 ? citations : answer.related;
  const ranked = 'hits' in result ? await rankedUnits(result.hits, gold) : [];
  const criterion = gold.criterion(question);
  const bestExcerptRight = await gold.isRight(question, excerpts[0]);
  const outcome = answer?.outcome ?? 'not_found';
  const values = {
    ...rankingValues(question, ranked),
    ...(await excerptValues(question, citations, gold)),
    ...textValues(question, answer, gold),
    ...decisionValues(question, outcome, bestExcerptRight),
  };
  const first = citations[0];
  return {
    id: question.id,
    question: question.text,
    standaloneQuestion: answer?.standaloneQuestion ?? question.text,
    ...(question.answerable === undefined ? {} : { answerable: question.answerable }),
    outcome,
    ...(answer?.reason === undefined ? {} : { reason: answer.reason }),
    confidence: answer?.confidence ?? 0,
    ...('error' in result ? { error: result.error } : {}),
    ...(criterion === undefined ? {} : { judgedBy: criterion }),
    ...(bestExcerptRight === undefined ? {} : { bestExcerptRight }),
    composer: answer?.composer ?? 'extractive',
    ...(answer?.composition === undefined ? {} : { composition: answer.composition }),
    values,
    ...(await countVerbatim(answer, gold)),
    ...(first === undefined ? {} : { quoteWords: countWords(first.quote) }),
    excerpts: excerpts.map(recorded),
    wanted: {
      answers: [...question.answers],
      spans: question.spans.map((span) => span.text),
      relevant: [...question.relevant.keys()],
    },
    ranked,
    milliseconds: result.milliseconds,
  };
}

/** Whether what is shown as the answer, quoted or worded, holds one. */
function textValues(
  question: EvaluationQuestion,
  answer: Answer | undefined,
  gold: GoldStandard,
): Record<string, number> {
  if (question.answerable === false || !gold.holdsShortAnswers(question)) return {};
  const holds = answer?.outcome === 'answered' && holdsAnswer(answer.text, question.answers);
  return { 'answer-text': Number(holds) };
}

/** Passages mapped to the units that they lie in, each at its best rank. */
async function rankedUnits(hits: readonly SearchHit[], gold: GoldStandard): Promise<string[]> {
  const units = await Promise.all(hits.map((hit) => gold.unitsOf(hit, hit.passage)));
  return [...new Set(units.flat())];
}

function rankingValues(question: EvaluationQuestion, ranked: readonly string[]): Record<string, number> {
  const grades = question.relevant;
  if (grades.size === 0) return {};
  return {
    'success@1': successAt(ranked, grades, 1),
    'success@5': successAt(ranked, grades, 5),
    'mrr@10': reciprocalRankAt(ranked, grades, 10),
    'ndcg@10': ndcgAt(ranked, grades, 10),
    ...Object.fromEntries(recallDepths.map((depth) => [`recall@${depth}`, recallAt(ranked, grades, depth)])),
  };
}

async function excerptValues(
  question: EvaluationQuestion,
  citations: readonly Citation[],
  gold: GoldStandard,
): Promise<Record<string, number>> {
  if (question.answerable === false) return {};
  const values: Record<string, number> = {};
  if (gold.holdsShortAnswers(question)) {
    const holds = citations.map((citation) => holdsAnswer(citation.quote, question.answers));
    values['answer@1'] = Number(holds[0] ?? false);
    values['answer@3'] = Number(holds.slice(0, 3).includes(true));
    const prediction = await highlightedText(citations[0], gold);
    values['exact-match'] = exactMatch(prediction, question.answers);
    values['f1'] = answerF1(prediction, question.answers);
  }
  if (question.spans.length > 0) {
    const wanted = await gold.spans(question);
    const cited = citations.map((citation) => {
      const [first, ...copies] = citedSpans(citation);
      const isWanted = (span: DocumentSpan) => wanted.some((other) => overlaps(span, other));
      return copies.find(isWanted) ?? first;
    });
    const hits = cited.map((span) => wanted.some((other) => overlaps(span, other)));
    const overlap = characterOverlap(cited.slice(0, citationsCompared), wanted);
    values['span@1'] = Number(hits[0] ?? false);
    values['span@3'] = Number(hits.slice(0, 3).includes(true));
    values['character-precision'] = overlap.precision;
    values['character-recall'] = overlap.recall;
    values['character-iou'] = overlap.iou;
  }
  return values;
}

/**
 * `right`: an answerable question is answered and its first citation is right, an unanswerable one refused.
 * `best-excerpt`: of the questions not known to be unanswerable, the best excerpt is right, cited or not.
 */
function decisionValues(
  question: EvaluationQuestion,
  outcome: Answer['outcome'],
  bestExcerptRight: boolean | undefined,
): Record<string, number> {
  if (question.answerable === false) return { right: Number(outcome === 'not_found') };
  if (bestExcerptRight === undefined) return {};
  return {
    right: Number(bestExcerptRight && outcome === 'answered'),
    'best-excerpt': Number(bestExcerptRight),
  };
}

async function highlightedText(citation: Citation | undefined, gold: GoldStandard): Promise<string> {
  if (citation === undefined) return '';
  const text = await gold.text(citation.document.id);
  return citation.highlights.map(({ start, end }) => text?.slice(start, end) ?? '').join(' ');
}

async function countVerbatim(
  answer: Answer | undefined,
  gold: GoldStandard,
): Promise<{ quotes: number; verbatimQuotes: number }> {
  const quoted = answer === undefined ? [] : [...answer.citations, ...answer.related];
  const texts = await Promise.all(quoted.map((citation) => gold.text(citation.document.id)));
  const verbatim = quoted.filter(
    ({ start, end, quote }, index) => quote !== '' && texts[index]?.slice(start, end) === quote,
  );
  return { quotes: quoted.length, verbatimQuotes: verbatim.length };
}

function recorded({ document, start, end, quote }: Citation): RecordedExcerpt {
  return { documentId: document.id, title: document.title, start, end, quote };
}

function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}
