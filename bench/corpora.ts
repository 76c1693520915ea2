import { join } from 'node:path';
import { readDataset } from '../src/evaluation/datasets/read-dataset.js';
import type { BenchDocument } from './contenders/contender.js';

export interface BenchQuestion {
  readonly text: string;
  readonly answers: readonly string[];
}

/** Sets whose documents stand beside those that the questions are about, in this order, until there are enough. */
const DISTRACTORS = ['clapnq-a', 'squad2-a', 'mtrag-a', 'cranfield'];

/** Paragraphs of XQuAD as documents of their own, then documents of other sets; questions about the former. */
export async function readBenchCorpus(
  data: string,
  count: number,
): Promise<{ documents: BenchDocument[]; questions: BenchQuestion[] }> {
  const xquad = await readDataset(join(data, 'xquad-en-dev.json'));
  const documents: BenchDocument[] = [];
  for (const [article, paragraphs] of xquad.paragraphs) {
    for (const { text } of paragraphs) {
      documents.push({ id: `xquad-${documents.length}`, title: article.replaceAll('_', ' '), text });
    }
  }
  // The questions' own paragraphs are never left out.
  const own = documents.length;
  for (const name of DISTRACTORS) {
    if (documents.length >= count) break;
    for (const { title, text } of (await readDataset(join(data, name))).corpus ?? []) {
      if (text.trim() !== '') documents.push({ id: `${name}-${documents.length}`, title, text });
    }
  }
  return {
    documents: documents.slice(0, Math.max(count, own)),
    questions: xquad.questions.map(({ text, answers }) => ({ text, answers })),
  };
}

/** Every `n`th of the questions, so that few of them are about all the articles. */
export function sample<Item>(items: readonly Item[], count: number): Item[] {
  const step = Math.max(1, items.length / count);
  return Array.from({ length: Math.min(count, items.length) }, (_, n) => items[Math.floor(n * step)] as Item);
}
