import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededIntegers } from '../src/evaluation/metrics/random.js';
import { SqliteStore } from '../src/store/sqlite/sqlite-store.js';
import { embeddedDocument, unitVector } from '../tests/contract/support/embedded-documents.js';

/**
 * Recall of the vector graph at 10 against exact search, before and after 30% of the passages are deleted and as
 * many put in: `npx tsx bench/recall-after-deletion.ts [PASSAGES]`. Random vectors are the hardest case.
 */
const PASSAGES = Number(process.argv[2] ?? 10_000);
const DIMENSIONS = 64;
const QUESTIONS = 200;
const A_DOCUMENT = 10;

const folder = mkdtempSync(join(tmpdir(), 'citewell-recall-'));
const vectors = new Map<string, Float32Array>();
const questions = Array.from({ length: QUESTIONS }, (_, number) =>
  unitVector(`question ${number}`, DIMENSIONS),
);

function documentOf(id: string) {
  const document = embeddedDocument(
    id,
    Array.from({ length: A_DOCUMENT }, (_, n) => `${id} ${n}`),
    DIMENSIONS,
  );
  for (const { passage, vector } of document.passages) {
    vectors.set(document.document.text.slice(passage.start, passage.end), vector);
  }
  return document;
}

function nearest(question: Float32Array): string[] {
  const scored = [...vectors].map(([text, vector]) => {
    let cosine = 0;
    for (let component = 0; component < DIMENSIONS; component++) {
      cosine += (vector[component] ?? 0) * (question[component] ?? 0);
    }
    return [cosine, text] as const;
  });
  return scored
    .sort(([a], [b]) => b - a)
    .slice(0, 10)
    .map(([, text]) => text);
}

async function report(when: string, store: SqliteStore): Promise<void> {
  let found = 0;
  for (const question of questions) {
    const { candidates } = await store.search({ vector: question, stems: [], limit: 10 });
    const passages = await store.catalogue.passages(candidates.map(({ passageId }) => passageId));
    const texts = new Set(passages.map(({ text }) => text));
    found += nearest(question).filter((text) => texts.has(text)).length;
  }
  console.log(`${when}: recall@10 ${(found / (10 * QUESTIONS)).toFixed(4)} of ${vectors.size} passages`);
}

const store = await SqliteStore.open(folder);
const ids = Array.from({ length: PASSAGES / A_DOCUMENT }, (_, number) => `document ${number}`);
await store.apply({ put: ids.map(documentOf) });
await report('built at once', store);

const random = seededIntegers(1);
const removed = new Set<string>();
while (removed.size < 0.3 * ids.length) removed.add(ids[random(ids.length)] ?? '');
for (const text of [...vectors.keys()]) {
  if (removed.has(text.slice(0, text.lastIndexOf(' ')))) vectors.delete(text);
}
await store.apply({ remove: [...removed] });
await report('30% deleted', store);
await store.apply({ put: [...removed].map((id) => documentOf(`again ${id}`)) });
await report('and as many put in', store);
await store.close();
const compacted = await SqliteStore.open(folder);
await report('closed, and so compacted', compacted);
await compacted.close();
console.log(`${statSync(join(folder, 'passages.hnsw')).size} bytes of graph`);
rmSync(folder, { recursive: true });
