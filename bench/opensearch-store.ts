import { createHash } from 'node:crypto';
import { seededIntegers } from '../src/evaluation/metrics/random.js';
import type { EmbeddedDocument } from '../src/store/knowledge-store.js';
import { OpenSearchStore } from '../src/store/opensearch/opensearch-store.js';
import { quantile } from './measuring/quantile.js';

/**
 * Growth of the store on OpenSearch: `tsx bench/opensearch-store.ts http://127.0.0.1:9200 100000`. Vectors are random,
 * which is the hardest a graph can get, and terms are drawn as words of a language are (Zipf).
 */
const [address = 'http://127.0.0.1:9200', total = '10000'] = process.argv.slice(2);
const DIMENSIONS = 384;
const TERMS = 80;
const VOCABULARY = 50_000;
const PASSAGES_A_DOCUMENT = 20;
const DOCUMENTS_A_CHANGE = 100;
const QUESTIONS = 100;

/** The same numbers in every run, 0 to below 1. */
const integer = seededIntegers(1);
const random = () => integer(2 ** 32) / 2 ** 32;

function unitVector(): Float32Array {
  const vector = Float32Array.from({ length: DIMENSIONS }, () => random() + random() + random() - 1.5);
  const length = Math.hypot(...vector);
  return vector.map((component) => component / length);
}

const term = () => `t${Math.floor(VOCABULARY ** random())}`;

function document(number: number): EmbeddedDocument {
  const texts = Array.from({ length: PASSAGES_A_DOCUMENT }, () =>
    Array.from({ length: TERMS }, term).join(' '),
  );
  const text = texts.join('\n');
  const sha256 = createHash('sha256').update(text).digest('hex');
  let start = 0;
  const passages = texts.map((terms, ordinal) => {
    const span = { start, end: start + terms.length };
    start = span.end + 1;
    const passage = { ...span, ordinal, headings: [], sentences: [{ ...span, kind: 'prose' as const }] };
    return { passage, terms, vector: unitVector(), sentenceVectors: [unitVector()] };
  });
  const described = {
    id: `d${number}`,
    title: `Document ${number}`,
    text,
    sha256,
    pages: [],
    headings: [],
    stated: [],
  };
  return { document: described, source: `./d${number}`, revision: sha256, passages };
}

async function askedOf(store: OpenSearchStore): Promise<string> {
  const times = { search: [] as number[], read: [] as number[] };
  for (let question = 0; question < QUESTIONS; question++) {
    const asked = performance.now();
    const stems = Array.from({ length: 6 }, term);
    const { candidates } = await store.search({ vector: unitVector(), stems, limit: 50 });
    const found = performance.now();
    await store.catalogue.passages(candidates.slice(0, 10).map(({ passageId }) => passageId));
    times.search.push(found - asked);
    times.read.push(performance.now() - found);
  }
  const rounded = (values: readonly number[], share: number) => Math.round(quantile(values, share));
  const { search, read } = times;
  return `search p50 ${rounded(search, 0.5)} ms, p95 ${rounded(search, 0.95)} ms; reading ten p50 ${rounded(read, 0.5)} ms`;
}

const store = await OpenSearchStore.open({ nodes: [address], index: 'bench', shards: 1, replicas: 0 });
const began = performance.now();
const documents = Number(total) / PASSAGES_A_DOCUMENT;
let reported = 1_000;
for (let first = 0; first < documents; first += DOCUMENTS_A_CHANGE) {
  const count = Math.min(DOCUMENTS_A_CHANGE, documents - first);
  await store.apply({
    put: Array.from({ length: count }, (_, index) => document(first + index)),
    fingerprint: 'bench',
  });
  const { passages } = await store.catalogue.state();
  if (passages < reported && first + count < documents) continue;
  reported *= 10;
  const seconds = (performance.now() - began) / 1_000;
  process.stdout.write(
    `${passages} passages: ${Math.round(passages / seconds)} a second; ${await askedOf(store)}\n`,
  );
}
await fetch(`${address}/bench-*/_forcemerge?max_num_segments=1`, { method: 'POST' });
process.stdout.write(`merged into one segment: ${await askedOf(store)}\n`);
await store.remove();
await store.close();
