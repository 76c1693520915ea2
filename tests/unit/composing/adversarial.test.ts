import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/answering/answer.js';
import type { ScoredPassage } from '../../../src/answering/citation.js';
import { Composer } from '../../../src/composing/composer.js';
import { ModelCalls } from '../../../src/composing/models/model-calls.js';
import { Adversary, randomNumbers } from './support/adversary.js';
import { extractiveAnswer } from './support/answers.js';
import { FakeModel, piecesOf } from './support/fake-models.js';
import { passagesOfFile } from './support/quotable-passages.js';

const DOCUMENTS = [
  'knowledge/china-ai-open-source.txt',
  'tests/fixtures/composing/handbook.txt',
  'tests/fixtures/composing/observatory.txt',
];
const QUESTIONS = ['What does it say?', 'How much is it?', 'Who decides?', 'when was it opened?'];
const OUTPUTS = 300;

/** Six passages of two documents, as a question would find them. */
function retrieved(random: () => number): ScoredPassage[] {
  const passages = DOCUMENTS.flatMap((path) => passagesOfFile(path)).filter(({ passage }) =>
    passage.sentences.some(({ kind }) => kind === 'prose'),
  );
  return [...passages].sort(() => random() - 0.5).slice(0, 6);
}

async function composed(
  output: string,
  passages: readonly ScoredPassage[],
  question: string,
): Promise<Answer> {
  const model = new FakeModel(() => piecesOf(output, 11));
  const composer = new Composer(new ModelCalls(model, { requestsPerMinute: 0 }), {
    prompt: 8_000,
    output: 2_000,
  });
  return composer.compose({
    extractive: extractiveAnswer(question, passages),
    passages,
    maxCitations: 5,
    milliseconds: 60_000,
    signal: new AbortController().signal,
  });
}

/** What is wrong with an answer, found in another way than the guard's. */
function faultsOf(answer: Answer, passages: readonly ScoredPassage[]): string[] {
  const faults: string[] = [];
  for (const { quote, start, end, document } of answer.citations) {
    const held = passages.some(
      ({ passage, text, document: { id } }) =>
        id === document.id &&
        start >= passage.start &&
        end <= passage.end &&
        text.slice(start - passage.start, end - passage.start) === quote,
    );
    if (!held) faults.push(`unverified quote: ${quote}`);
  }
  const marked = new Set(answer.citations.map(({ number }) => `[${number}]`));
  for (const [marker] of answer.text.matchAll(/\[[^\]]*\]/g)) {
    if (!marked.has(marker)) faults.push(`marker of nothing: ${marker}`);
  }
  const text = answer.text.replace(/\[\d+\]/g, ' ');
  const sources = [...answer.citations.map(({ quote }) => quote), answer.standaloneQuestion].join('\n');
  for (const [number] of text.matchAll(/\d[\d.,]*\d|\d/g)) {
    if (!new RegExp(`(?<![\\d.,])${number.replaceAll('.', '\\.')}(?![.,]?\\d)`).test(sources)) {
      faults.push(`number: ${number}`);
    }
  }
  for (const [name] of text.matchAll(/\p{Lu}[\p{L}\p{M}]*/gu)) {
    if (!sources.toLowerCase().includes(name.toLowerCase())) faults.push(`name: ${name}`);
  }
  if (/<[a-z/!]|\]\(|https?:|javascript:|evil|\*\*|`/iu.test(text) && !/evil/.test(sources))
    faults.push('markup or link');
  if (/[\u202a-\u202e\u200b]/u.test(text)) faults.push('characters that are not seen');
  return faults;
}

describe(`${OUTPUTS} outputs of a model that lies, errs or obeys the documents`, () => {
  const random = randomNumbers(20_250_317);
  const kinds = Object.keys(new Adversary(retrieved(random), random).kinds);
  const cases = Array.from({ length: OUTPUTS }, (_, number) => {
    const passages = retrieved(random);
    const kind = kinds[number % kinds.length] ?? '';
    const question = QUESTIONS[number % QUESTIONS.length] ?? '';
    return { kind, passages, question, output: new Adversary(passages, random).output(kind) };
  });

  it.each(kinds)('shows nothing unproved of %s', async (kind) => {
    for (const { passages, question, output } of cases.filter((each) => each.kind === kind)) {
      const answer = await composed(output, passages, question);
      expect(answer.text).not.toBe('');
      expect(faultsOf(answer, passages), `${output}\n→ ${answer.text}`).toEqual([]);
    }
  });

  it('lets the honest claims among them through', async () => {
    const answers = await Promise.all(
      cases.map(({ output, passages, question }) => composed(output, passages, question)),
    );
    const byModel = answers.filter(({ composer }) => composer === 'llm');
    expect(byModel.length).toBeGreaterThan(OUTPUTS / 2);
  });

  it('is noticed: unguarded, most of them would show what is not proved', () => {
    const unproved = cases.filter(({ output, passages }) => {
      const quotes = [...output.matchAll(/"quote":"((?:[^"\\]|\\.)*)"/g)].map(([, quote]) =>
        JSON.parse(`"${quote}"`),
      );
      return quotes.some((quote) => !passages.some(({ text }) => text.includes(quote)));
    });
    expect(unproved.length).toBeGreaterThan(OUTPUTS / 10);
  });
});
