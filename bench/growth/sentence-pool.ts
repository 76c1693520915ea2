import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildDocument } from '../../src/documents/build-document.js';
import { EmbeddingPool } from '../../src/embedding/embedding-pool.js';
import { splitPassages } from '../../src/passages/split-passages.js';
import { settingsSchema } from '../../src/settings/settings-schema.js';
import type { BenchDocument } from '../contenders/contender.js';
import { sample } from '../corpora.js';

/** A real sentence with its real vector. */
export interface PooledSentence {
  readonly text: string;
  readonly vector: Float32Array;
}

/** The sentences of one document, in order. */
export interface PooledDocument {
  readonly title: string;
  readonly sentences: readonly PooledSentence[];
}

/** Fewer would repeat each sentence too often in 100,000 passages, more would take long to embed. */
const SENTENCES = 12_000;
/** A passage takes several sentences of one document. */
const FEWEST_SENTENCES = 5;

/** Some real documents with their sentences' vectors; embedded once, and then read from `cache`. */
export async function sentencePool(
  documents: readonly BenchDocument[],
  cache: string,
  say: (line: string) => void,
): Promise<PooledDocument[]> {
  const drawn = drawDocuments(documents);
  const texts = drawn.flatMap(({ sentences }) => sentences);
  const { models, embedder } = settingsSchema.parse({});
  const embeddings = await EmbeddingPool.open({ modelsFolder: models, model: embedder });
  const key = createHash('sha256')
    .update(JSON.stringify([embeddings.fingerprint, texts]))
    .digest('hex');
  const file = join(cache, `sentences-${key.slice(0, 16)}.f32`);
  let bytes = await readFile(file).catch(() => undefined);
  if (!bytes) {
    say(`embedding ${texts.length} sentences, once`);
    const vectors = await embeddings.embedPassages(texts.map((text) => ({ text, parts: [] })));
    bytes = Buffer.concat(vectors.map(({ whole }) => Buffer.from(whole.buffer)));
    await writeFile(file, bytes);
  }
  await embeddings.close();
  const components = new Float32Array(new Uint8Array(bytes).buffer);
  const dimensions = components.length / texts.length;
  let next = 0;
  return drawn.map(({ title, sentences }) => ({
    title,
    sentences: sentences.map((text) => {
      const start = dimensions * next++;
      return { text, vector: components.subarray(start, start + dimensions) };
    }),
  }));
}

function drawDocuments(documents: readonly BenchDocument[]): { title: string; sentences: string[] }[] {
  const drawn: { title: string; sentences: string[] }[] = [];
  let count = 0;
  for (const { id, title, text } of sample(documents, Math.min(documents.length, SENTENCES / 6))) {
    const document = buildDocument({ id, text, titleOfLastResort: title, metadata: { title } });
    const sentences = splitPassages(document).flatMap((passage) =>
      passage.sentences.map(({ start, end }) => document.text.slice(start, end)),
    );
    if (sentences.length < FEWEST_SENTENCES) continue;
    drawn.push({ title, sentences });
    count += sentences.length;
    if (count >= SENTENCES) break;
  }
  return drawn;
}
