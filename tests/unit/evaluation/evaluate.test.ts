import { describe, expect, test } from 'vitest';
import type { AskOptions } from '../../../src/citewell-api.js';
import { evaluate } from '../../../src/evaluation/evaluate.js';
import type { EvaluationSet } from '../../../src/evaluation/question-set.js';
import { animals } from './animals.js';
import { WordOverlapAnswerer } from './word-overlap-answerer.js';

const answerer = new WordOverlapAnswerer(animals.corpus ?? []);

function withQuestions(...questions: EvaluationSet['questions']): EvaluationSet {
  return { ...animals, questions };
}

describe('evaluating a set', () => {
  test('measures retrieval, excerpts, refusal and quotes, each with an interval and a count', async () => {
    const progress: number[] = [];
    const report = await evaluate(answerer, animals, { onProgress: ({ done }) => progress.push(done) });
    expect(progress).toEqual([1, 2, 3, 4, 5]);
    const { measures } = report;
    expect(measures['success@1']).toEqual({ value: 1, low: 1, high: 1, count: 3 });
    expect(measures['answer@1']).toMatchObject({ value: 1 / 3, count: 3 });
    expect(measures['answer@3']).toMatchObject({ value: 2 / 3, count: 3 });
    expect(measures['span@1']).toMatchObject({ value: 1, count: 1 });
    expect(measures['best-excerpt']).toMatchObject({ value: 2 / 3, count: 3 });
    expect(measures['right']).toMatchObject({ value: 2 / 5, count: 5 });
    expect(measures['refusal-precision']).toMatchObject({ value: 0.5, count: 5 });
    expect(measures['refusal-recall']).toMatchObject({ value: 0.5, count: 5 });
    expect(measures['verbatim']).toMatchObject({ value: 1, low: 1, high: 1 });
    expect(measures['character-recall']).toMatchObject({ value: 1, count: 1 });
    for (const { value, low, high } of Object.values(measures)) {
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
    }
  });

  test('keeps for each question what was cited and what was wanted', async () => {
    const { questions } = await evaluate(answerer, animals);
    expect(questions[0]).toMatchObject({
      id: 'right',
      outcome: 'answered',
      judgedBy: 'answer',
      bestExcerptRight: true,
      quoteWords: 6,
      ranked: ['cats', 'whales'],
      wanted: { answers: ['sixteen'], spans: ['sixteen'], relevant: ['cats'] },
    });
    expect(questions[0]?.excerpts[0]).toEqual({
      documentId: 'cats',
      title: 'Cats',
      start: 0,
      end: 31,
      quote: 'Cats sleep sixteen hours a day.',
    });
    expect(questions.map((record) => record.outcome)).toEqual([
      'answered',
      'answered',
      'not_found',
      'answered',
      'not_found',
    ]);
  });

  test('a quote that is altered or elsewhere in the document is not verbatim', async () => {
    class Paraphraser extends WordOverlapAnswerer {
      override async ask(question: string) {
        const answer = await super.ask(question);
        const citations = answer.citations.map((citation) => ({
          ...citation,
          quote: citation.quote.replace('sixteen', '16'),
        }));
        return { ...answer, citations };
      }
    }
    const report = await evaluate(new Paraphraser(animals.corpus ?? []), animals);
    expect(report.measures['verbatim']?.value).toBeLessThan(1);
    expect(report.questions[0]).toMatchObject({ quotes: 2, verbatimQuotes: 1 });
  });

  test('long answers are judged by spans, and without spans by the relevant document', async () => {
    const [question] = animals.questions;
    const answers = ['They spend as much as sixteen out of the twenty-four hours of a day asleep.'];
    if (question === undefined) throw new Error('the set has questions');
    const bySpan = await evaluate(answerer, withQuestions({ ...question, answers }));
    expect(bySpan.questions[0]).toMatchObject({ judgedBy: 'span', bestExcerptRight: true });
    expect(bySpan.measures['answer@1']).toBeUndefined();
    const elsewhere = new Map([['whales', 1]]);
    const byDocument = await evaluate(
      answerer,
      withQuestions({ ...question, answers, spans: [], relevant: elsewhere }),
    );
    expect(byDocument.questions[0]).toMatchObject({ judgedBy: 'document', bestExcerptRight: false });
    expect(byDocument.measures['success@1']?.value).toBe(0);
    expect(byDocument.measures['mrr@10']?.value).toBe(0.5);
  });

  test('passages are counted in paragraphs where the set is, each at its best rank', async () => {
    const text = animals.corpus?.[0]?.text ?? '';
    const [first = '', second = ''] = text.split('\n\n');
    const start = first.length + 2;
    const paragraphs = new Map([
      [
        'cats',
        [
          { id: 'cats#1', documentId: 'cats', start: 0, end: first.length, text: first },
          { id: 'cats#2', documentId: 'cats', start, end: text.length, text: second },
        ],
      ],
    ]);
    const question = {
      id: 'group',
      text: 'What is a group of cats called?',
      history: [],
      answers: ['clowder'],
      answerable: true,
      spans: [],
      relevant: new Map([['cats#2', 1]]),
    };
    const report = await evaluate(answerer, { ...withQuestions(question), unit: 'paragraph', paragraphs });
    expect(report.questions[0]?.ranked.slice(0, 2)).toEqual(['cats#2', 'cats#1']);
    expect(report.measures['success@1']?.value).toBe(1);
  });

  test('follow-ups are asked with their history, and searched for as what they stand for', async () => {
    class FollowUps extends WordOverlapAnswerer {
      override async ask(question: string, { history = [] }: AskOptions = {}) {
        const standaloneQuestion = [...history.map((turn) => turn.text), question].join(' ');
        return { ...(await super.ask(standaloneQuestion)), question, standaloneQuestion };
      }
    }
    const followUp = {
      id: 'follow-up',
      text: 'And when do they eat?',
      history: [{ role: 'user' as const, text: 'What do blue whales weigh?' }],
      answers: ['summer'],
      answerable: true,
      spans: [],
      relevant: new Map([['whales', 1]]),
    };
    const report = await evaluate(new FollowUps(animals.corpus ?? []), withQuestions(followUp));
    expect(report.questions[0]).toMatchObject({
      question: 'And when do they eat?',
      standaloneQuestion: 'What do blue whales weigh? And when do they eat?',
      ranked: ['whales', 'cats'],
    });
    expect(report.measures['success@1']?.value).toBe(1);
  });

  test('a question that is turned away counts as refused, and says why', async () => {
    const question = {
      id: 'long',
      text: 'why '.repeat(200),
      history: [],
      answers: ['because'],
      answerable: true,
      spans: [],
      relevant: new Map([['cats', 1]]),
    };
    const report = await evaluate(answerer, withQuestions(question));
    expect(report.questions[0]).toMatchObject({
      error: 'question_too_long',
      outcome: 'not_found',
      confidence: 0,
    });
    expect(report.measures['success@1']?.value).toBe(0);
  });

  test('stops where the annotations are not in the index, or when it is cancelled', async () => {
    await expect(evaluate(new WordOverlapAnswerer([]), animals)).rejects.toMatchObject({
      code: 'invalid_dataset',
      message: 'animals, question "right": the document "cats" is not in the index.',
    });
    const signal = AbortSignal.abort();
    await expect(evaluate(answerer, animals, { signal })).rejects.toMatchObject({ code: 'cancelled' });
  });
});
