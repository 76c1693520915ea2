import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EmbeddingPool } from '../../../src/embedding/embedding-pool.js';
import { TransformersEmbeddings } from '../../../src/embedding/transformers-embeddings.js';
import { Indexer } from '../../../src/indexing/indexer.js';
import { packageRoot } from '../../../src/package-root.js';
import { SqliteStore } from '../../../src/store/sqlite/sqlite-store.js';
import { useWorkspace } from '../indexing/support/workspace.js';

const settings = { modelsFolder: join(packageRoot, 'models'), model: 'Xenova/e5-small-v2' };
const workspace = useWorkspace();
let pool: EmbeddingPool;

beforeAll(async () => {
  pool = await EmbeddingPool.open(settings, 2);
});
afterAll(() => pool.close());

const cosine = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, component, index) => sum + component * (b[index] ?? 0), 0);

describe('the embedding pool', () => {
  it('gives each text the vector that the model gives it alone, in the order of the texts', async () => {
    const texts = Array.from(
      { length: 70 },
      (_, index) => `Text number ${index} about ${'things '.repeat(index % 7)}`,
    );
    const vectors = await pool.embedDocuments(texts);
    const alone = await TransformersEmbeddings.open(settings);
    expect(vectors).toHaveLength(texts.length);
    for (const index of [0, 31, 32, 63, 69]) {
      const [expected = []] = await alone.embedDocuments([texts[index] ?? '']);
      expect(vectors[index]).toEqual(expected);
      expect(Math.hypot(...expected)).toBeCloseTo(1, 5);
    }
    expect(pool.fingerprint).toBe(alone.fingerprint);
    expect(pool.dimensions).toBe(vectors[0]?.length);
  });

  it('embeds no texts as no vectors', async () => {
    expect(await pool.embedDocuments([])).toEqual([]);
  });

  it('brings a question nearer to the passage that answers it', async () => {
    const [near = [], far = []] = await pool.embedDocuments([
      'The lighthouse was built in 1850.',
      'Bread is baked from flour, water and salt.',
    ]);
    const question = await pool.embedQuery('When was the lighthouse built?');
    expect(cosine(question, near)).toBeGreaterThan(cosine(question, far));
  });

  it('fails the run in which it is closed, soon and with a clear error, and works again after', async () => {
    const other = await EmbeddingPool.open(settings, 2);
    const running = other.embedDocuments(Array.from({ length: 2_000 }, (_, index) => `Text ${index}`));
    setTimeout(() => void other.close(), 500);
    await expect(running).rejects.toMatchObject({
      code: expect.stringMatching(/^(cancelled|engine_stopped)$/),
    });
    expect(await other.embedDocuments(['One text.'])).toHaveLength(1);
    await other.close();
  });

  it('says that the model is missing before it starts anything', async () => {
    const absent = EmbeddingPool.open({ ...settings, model: 'Xenova/none' });
    await expect(absent).rejects.toMatchObject({ code: 'model_missing' });
  });

  it('indexes with the real model, and a second run embeds nothing', async () => {
    workspace.write('a.txt', 'The lighthouse was built in 1850. It is forty metres tall.');
    const store = await SqliteStore.open(workspace.dataDir);
    const options = { knowledgeFolder: workspace.knowledge };
    const first = await new Indexer(store, pool, options).run([workspace.knowledge]);
    expect(first).toMatchObject({ documents: 1, added: 1, failures: [] });
    const second = await new Indexer(store, pool, options).run([workspace.knowledge]);
    expect(second).toMatchObject({ unchanged: 1, embedded: 0 });
    await store.close();
  });
});
