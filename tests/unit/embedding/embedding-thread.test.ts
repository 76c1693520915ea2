import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { EmbeddingThread } from '../../../src/embedding/embedding-thread.js';
import { PortEmbeddings } from '../../../src/embedding/port-embeddings.js';
import { TransformersEmbeddings } from '../../../src/embedding/transformers-embeddings.js';
import { packageRoot } from '../../../src/package-root.js';
import { useWorkspace } from '../indexing/support/workspace.js';

const settings = { modelsFolder: join(packageRoot, 'models'), model: 'Xenova/e5-small-v2' };
const workspace = useWorkspace();
let thread: EmbeddingThread;
afterEach(() => thread.close());

describe('an embedder in a thread of its own', () => {
  it('embeds as it does in the thread that asks', async () => {
    thread = new EmbeddingThread(settings);
    const embeddings = await PortEmbeddings.open(thread.connect());
    const alone = await TransformersEmbeddings.open(settings);
    const { fingerprint, dimensions } = embeddings;
    expect({ fingerprint, dimensions }).toEqual({
      fingerprint: alone.fingerprint,
      dimensions: alone.dimensions,
    });
    const question = 'Who approves leave?';
    expect(await embeddings.embedQuery(question)).toEqual(await alone.embedQuery(question));
    expect(await embeddings.embedDocuments([question])).toEqual(await alone.embedDocuments([question]));
    await embeddings.close();
  });

  it('says what cannot be opened, and opens it for the next once it is there', async () => {
    const modelsFolder = join(workspace.folder, 'models');
    thread = new EmbeddingThread({ ...settings, modelsFolder });
    await expect(PortEmbeddings.open(thread.connect())).rejects.toMatchObject({ code: 'model_missing' });
    cpSync(join(settings.modelsFolder, settings.model), join(modelsFolder, settings.model), {
      recursive: true,
    });
    const embeddings = await PortEmbeddings.open(thread.connect());
    expect(await embeddings.embedQuery('Who?')).toHaveLength(embeddings.dimensions);
  });

  it('embeds for whoever connects, one after the other, for as long as it lives', async () => {
    thread = new EmbeddingThread(settings);
    const embeddings = await PortEmbeddings.open(thread.connect());
    const next = await PortEmbeddings.open(thread.connect());
    expect(await embeddings.embedQuery('Who?')).toEqual(await next.embedQuery('Who?'));
    await embeddings.close();
    expect(await next.embedQuery('Who?')).toHaveLength(next.dimensions);
  });

  it('that ends says so, and fails what it embeds; the next to connect gets another', async () => {
    thread = new EmbeddingThread(settings);
    const embeddings = await PortEmbeddings.open(thread.connect());
    await thread.close();
    await embeddings.ended;
    await expect(embeddings.embedQuery('Who?')).rejects.toMatchObject({ code: 'engine_stopped' });
    const next = await PortEmbeddings.open(thread.connect());
    expect(await next.embedQuery('Who?')).toHaveLength(next.dimensions);
  });
});
