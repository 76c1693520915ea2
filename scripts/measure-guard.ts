/**
 * How many sentences of people's and models' answers the guard lets through: with the two sentences of the question's
 * own passages that share the most words as quotes, and with those of another question's passages, where none should
 * pass. Usage: `npx tsx scripts/measure-guard.ts FOLDER`, a question set in BEIR form with answers.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { QuotablePassage } from '../src/answering/citation.js';
import { checkClaim } from '../src/composing/guard/check-claim.js';
import { Evidence } from '../src/composing/guard/evidence.js';
import { buildDocument } from '../src/documents/build-document.js';
import { normaliseText } from '../src/documents/normalise-text.js';
import { splitPassages } from '../src/passages/split-passages.js';
import { splitSentences } from '../src/passages/split-sentences.js';
import { contentStems } from '../src/passages/terms.js';

const MOST_QUESTIONS = 150;
/** Far enough for another topic. */
const SHIFTS = [0, 7, 23];

const documentSchema = z.object({ _id: z.string(), title: z.string().default(''), text: z.string() });
const questionSchema = z.object({
  _id: z.string(),
  text: z.string(),
  standalone: z.string().optional(),
  answers: z.array(z.string()).default([]),
  answerable: z.boolean().optional(),
});

const folder = process.argv[2] ?? '';
const lines = (file: string) => readFileSync(join(folder, file), 'utf8').trim().split('\n');
const corpus = new Map(
  lines('corpus.jsonl').map((line) => {
    const document = documentSchema.parse(JSON.parse(line));
    return [document._id, document] as const;
  }),
);
const relevant = new Map<string, string[]>();
for (const line of lines('qrels.tsv').slice(1)) {
  const [question = '', document = ''] = line.split('\t');
  relevant.set(question, [...(relevant.get(question) ?? []), document]);
}

const items = lines('queries.jsonl')
  .map((line) => questionSchema.parse(JSON.parse(line)))
  .filter(({ _id, answerable, answers }) => answerable !== false && answers.length > 0 && relevant.has(_id))
  .slice(0, MOST_QUESTIONS)
  .map(({ _id, text, standalone, answers: [answer = ''] }) => ({
    evidence: passagesOf(relevant.get(_id) ?? []),
    question: standalone ?? text,
    claims: splitSentences(answer).map(({ start, end }) => answer.slice(start, end)),
  }));

for (const shift of SHIFTS) {
  const counts: Record<string, number> = {};
  const started = performance.now();
  items.forEach(({ evidence: passages, question }, position) => {
    const evidence = new Evidence(passages, question);
    for (const text of items[(position + shift) % items.length]?.claims ?? []) {
      const verdict = checkClaim({ text, quotes: bestQuotes(text, passages) }, evidence);
      const outcome = 'dropped' in verdict ? verdict.dropped : 'kept';
      counts[outcome] = (counts[outcome] ?? 0) + 1;
    }
  });
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const each = (performance.now() - started) / total;
  const whose = shift === 0 ? 'own passages' : `passages of the question ${shift} before`;
  const share = (((counts['kept'] ?? 0) / total) * 100).toFixed(1);
  process.stdout.write(
    `${whose}: ${share}% of ${total} kept, ${each.toFixed(2)} ms each  ${JSON.stringify(counts)}\n`,
  );
}

function passagesOf(ids: readonly string[]): QuotablePassage[] {
  return ids.flatMap((id) => {
    const found = corpus.get(id);
    if (!found) return [];
    const document = buildDocument({ id, text: normaliseText(found.text), titleOfLastResort: found.title });
    const passages = splitPassages(document);
    const stored = { ...document, length: document.text.length, passages: passages.length, indexedAt: '' };
    return passages.map((passage) => ({
      document: stored,
      copies: [],
      passage,
      text: document.text.slice(passage.start, passage.end),
    }));
  });
}

function bestQuotes(claim: string, passages: readonly QuotablePassage[]) {
  const stems = contentStems(claim);
  return passages
    .flatMap(({ passage, text }, position) =>
      passage.sentences.map(({ start, end }) => {
        const quote = text.slice(start - passage.start, end - passage.start);
        const held = new Set(contentStems(quote));
        return { passage: position + 1, quote, shared: stems.filter((stem) => held.has(stem)).length };
      }),
    )
    .sort((a, b) => b.shared - a.shared)
    .slice(0, 2);
}
