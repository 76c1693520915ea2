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

const passage = (text: string, ...parts: { start: number; end: number }[]) => ({
  text,
  parts: parts.map((part) => ({ ...part, alone: false })),
});

describe('the embedding pool', () => {
  it('gives each passage the vectors that the model gives it alone, in their order', async () => {
    const passages = Array.from({ length: 70 }, (_, index) => {
      const text = `Text number ${index}. It is about ${'things '.repeat(1 + (index % 7))}`;
      const end = text.indexOf('.') + 1;
      return passage(text, { start: 0, end }, { start: end + 1, end: text.length });
    });
    const vectors = await pool.embedPassages(passages);
    const alone = await TransformersEmbeddings.open(settings);
    expect(vectors).toHaveLength(passages.length);
    for (const index of [0, 31, 32, 63, 69]) {
      const [expected] = await alone.embedPassages(passages.slice(index, index + 1));
      expect(vectors[index]).toEqual(expected);
    }
    expect(pool.fingerprint).toBe(alone.fingerprint);
  });

  it('embeds no passages as no vectors', async () => {
    expect(await pool.embedPassages([])).toEqual([]);
  });

  it('fails the run in which it is closed, soon and with a clear error, and works again after', async () => {
    const other = await EmbeddingPool.open(settings, 2);
    const running = other.embedPassages(
      Array.from({ length: 2_000 }, (_, index) => passage(`Text ${index}`)),
    );
    setTimeout(() => void other.close(), 500);
    await expect(running).rejects.toMatchObject({
      code: expect.stringMatching(/^(cancelled|engine_stopped)$/),
    });
    expect(await other.embedPassages([passage('One text.')])).toHaveLength(1);
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
