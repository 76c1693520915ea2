/**
 * The store on OpenSearch beside that on one machine, with the same passages of real sentences and the same questions:
 * `npx tsx bench/opensearch-store.ts [--address http://127.0.0.1:9200] [--sizes 10000,100000] [--data FOLDER]`.
 * Without an address a node is started as the tests do (Java, Maven), with a gigabyte of heap. Needs `npm run build`: what
 * is asked for answers is the built program.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { TransformersEmbeddings } from '../src/embedding/transformers-embeddings.js';
import { indexFingerprint } from '../src/indexing/index-fingerprint.js';
import { contentStems } from '../src/passages/terms.js';
import { fuse } from '../src/retrieval/fusion.js';
import { settingsSchema } from '../src/settings/settings-schema.js';
import type { KnowledgeStore, StoreQuery } from '../src/store/knowledge-store.js';
import { OpenSearchStore } from '../src/store/opensearch/opensearch-store.js';
import { SqliteStore } from '../src/store/sqlite/sqlite-store.js';
import { startCluster } from '../tests/engines/opensearch/start-cluster.js';
import { askedInTurn } from './cluster/asked-in-turn.js';
import { NodeFigures } from './cluster/node-figures.js';
import { readBenchCorpus, sample } from './corpora.js';
import { ExactSearch } from './growth/exact-search.js';
import { PASSAGES_A_DOCUMENT, recombinedDocument } from './growth/recombined-documents.js';
import { sentencePool } from './growth/sentence-pool.js';
import { folderBytes } from './measuring/folder-bytes.js';
import { describeMachine, machineLine } from './measuring/machine.js';
import { quantile, timed } from './measuring/quantile.js';

const INDEX = 'bench';
const NEIGHBOURS = 10;
const CANDIDATES = 50;
const WARMING_QUESTIONS = 100;

const { values } = parseArgs({
  options: {
    address: { type: 'string' },
    sizes: { type: 'string', default: '10000' },
    data: { type: 'string', default: '../shared/eval' },
    questions: { type: 'string', default: '100' },
    /** Documents of ten passages that one change puts in. */
    change: { type: 'string', default: '100' },
    cache: { type: 'string', default: join(tmpdir(), 'citewell-bench') },
  },
});

interface Question {
  readonly query: StoreQuery & { readonly vector: Float32Array };
  /** The passages nearest to it, by number. */
  nearest: readonly number[];
}

const say = (line: string) => process.stdout.write(`${line}\n`);
const rounded = (value: number, digits = 0) => value.toFixed(digits);

async function embedded(texts: readonly string[], embeddings: TransformersEmbeddings): Promise<Question[]> {
  const questions: Question[] = [];
  for (const text of texts) {
    const vector = Float32Array.from(await embeddings.embedQuery(text));
    questions.push({ query: { vector, stems: contentStems(text), limit: CANDIDATES }, nearest: [] });
  }
  return questions;
}

/** Numbers of the passages that were found, best first by the fused score, and all of them. */
async function answerOf(store: KnowledgeStore, query: StoreQuery) {
  const searching = performance.now();
  const { candidates } = await store.search(query);
  const reading = performance.now();
  const ranked = fuse(candidates).map(({ passageId }) => passageId);
  await store.catalogue.passages(ranked.slice(0, NEIGHBOURS));
  const times = { search: reading - searching, read: performance.now() - reading };
  const dense = [...candidates].sort((a, b) => b.cosine - a.cosine).map(({ passageId }) => passageId);
  const lexical = candidates.filter((candidate) => candidate.bm25 > 0).map(({ passageId }) => passageId);
  return { times, ranked, dense: dense.slice(0, NEIGHBOURS), lexical };
}

/** What numbers the passages of both stores alike. */
async function numbersOf(store: KnowledgeStore, ids: readonly number[]): Promise<number[]> {
  const passages = await store.catalogue.passages(ids);
  return passages.map(
    ({ document, passage }) => PASSAGES_A_DOCUMENT * Number(document.id.split('-')[1]) + passage.ordinal,
  );
}

/** 1 where nothing is wanted: a question may have no word that says something. */
const shareOf = (wanted: readonly number[], found: readonly number[]) =>
  wanted.length === 0 ? 1 : wanted.filter((number) => found.includes(number)).length / wanted.length;

async function report(
  stores: { remote: KnowledgeStore; local: KnowledgeStore },
  questions: readonly Question[],
): Promise<void> {
  const shares = { remote: 0, local: 0, lexical: 0, first: 0, top: 0 };
  const times = { remote: [] as number[], read: [] as number[], local: [] as number[] };
  for (const { query, nearest } of questions) {
    // One after the other, so that neither has the machine to itself.
    const remote = await answerOf(stores.remote, query);
    const local = await answerOf(stores.local, query);
    times.remote.push(remote.times.search);
    times.read.push(remote.times.read);
    times.local.push(local.times.search + local.times.read);
    const numbers = {
      remote: await numbersOf(stores.remote, remote.ranked.slice(0, NEIGHBOURS)),
      local: await numbersOf(stores.local, local.ranked.slice(0, NEIGHBOURS)),
    };
    shares.remote += shareOf(nearest, await numbersOf(stores.remote, remote.dense));
    shares.local += shareOf(nearest, await numbersOf(stores.local, local.dense));
    shares.lexical += shareOf(
      await numbersOf(stores.local, local.lexical),
      await numbersOf(stores.remote, remote.lexical),
    );
    shares.first += numbers.local[0] === numbers.remote[0] ? 1 : 0;
    shares.top += shareOf(numbers.local, numbers.remote);
  }
  const mean = (sum: number) => rounded(sum / questions.length, 4);
  const both = (measured: readonly number[]) =>
    `p50 ${rounded(quantile(measured, 0.5))} ms, p95 ${rounded(quantile(measured, 0.95))} ms`;
  say(`    search ${both(times.remote)}; reading ten ${both(times.read)}`);
  say(`    one machine, both together: ${both(times.local)}`);
  say(
    `    recall@${NEIGHBOURS} against exact search ${mean(shares.remote)}, one machine ${mean(shares.local)}`,
  );
  say(
    `    same as on one machine: first ${mean(shares.first)}, first ten ${mean(shares.top)}, lexical finds ${mean(shares.lexical)}`,
  );
}

/** The whole program on either store, the reader on and off. */
async function reportAnswers(folder: string, address: string): Promise<void> {
  const cluster = { store: `opensearch:${address}`, storeIndex: INDEX };
  const answering = [
    { name: 'OpenSearch, reader off', settings: { ...cluster, reader: false } },
    { name: 'one machine, reader off', settings: { reader: false } },
    { name: 'OpenSearch, reader on', settings: cluster },
    { name: 'one machine, reader on', settings: {} },
  ];
  for (const { name, p50, p95, peakBytes } of await askedInTurn(answering, folder, asked, warming)) {
    const peak = rounded(peakBytes / 1e6);
    say(`    answers, ${name}: p50 ${rounded(p50, 1)} ms, p95 ${rounded(p95, 1)} ms, peak ${peak} MB`);
  }
}

await mkdir(values.cache, { recursive: true });
const cluster = values.address
  ? undefined
  : await startCluster({ memory: ['-Xms1g', '-Xmx1g', '-XX:+UseParallelGC'] });
const address = values.address ?? cluster?.nodes[0] ?? '';
const node = new NodeFigures(address, INDEX);
say(machineLine(describeMachine()));
const corpus = await readBenchCorpus(values.data, Number.POSITIVE_INFINITY);
const pool = await sentencePool(corpus.documents, values.cache, say);
const { models, embedder } = settingsSchema.parse({});
const embeddings = await TransformersEmbeddings.open({ modelsFolder: models, model: embedder });
const fingerprint = indexFingerprint(embeddings);
const texts = corpus.questions.map(({ text }) => text);
const asked = sample(texts, Number(values.questions));
const warming = sample(
  texts.filter((text) => !asked.includes(text)),
  WARMING_QUESTIONS,
);
const questions = await embedded(asked, embeddings);
const folder = await mkdtemp(join(values.cache, 'opensearch-'));
const dataFolder = join(folder, 'index');
const remote = await OpenSearchStore.open({ nodes: [address], index: INDEX, shards: 1, replicas: 0 });
let local = await SqliteStore.open(dataFolder);
const exact = new ExactSearch();
let built = 0;
try {
  for (const size of values.sizes.split(',').map(Number)) {
    const before = built;
    let writing = 0;
    for (let left = (size - built) / PASSAGES_A_DOCUMENT; left > 0; left -= Number(values.change)) {
      const put = Array.from({ length: Math.min(left, Number(values.change)) }, (_, n) =>
        recombinedDocument(pool, built / PASSAGES_A_DOCUMENT + n),
      );
      writing += await timed(() => remote.apply({ put, fingerprint }));
      await local.apply({ put, fingerprint });
      for (const { vector } of put.flatMap(({ passages }) => passages)) exact.add(built++, vector);
    }
    // Closing saves the graph, which others would have to build anew.
    await local.close();
    local = await SqliteStore.open(dataFolder);
    for (const question of questions) question.nearest = exact.nearest(question.query.vector, NEIGHBOURS);
    say(`${size} passages, ${rounded((1000 * (built - before)) / writing)} a second written`);
    const settling = await timed(() => node.settled());
    say(`  as written, settled after ${rounded(settling / 1000)} s`);
    await report({ remote, local }, questions);
    await reportAnswers(folder, address);
    say(`    ${(await node.segments()).join(', ')}; ${await node.memory()}`);
    const merging = await timed(() => node.merge());
    say(`  all merged in ${rounded(merging / 1000)} s`);
    await report({ remote, local }, questions);
    await reportAnswers(folder, address);
    say(`    ${(await node.segments()).join(', ')}; ${await node.memory()}`);
    say(`  one machine: ${rounded((await folderBytes(dataFolder)) / 1e6)} MB on disk`);
  }
} finally {
  await remote.remove();
  await Promise.all([remote.close(), local.close()]);
  await rm(folder, { recursive: true, force: true });
  await cluster?.stop();
}
