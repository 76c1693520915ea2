import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env as transformers } from '@xenova/transformers';
import { env as onnxruntime } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { Citewell } from '../../../src/citewell.js';
import { readEmbeddingModel } from '../../../src/embedding/embedding-model.js';
import { useOfFamily } from '../../../src/embedding/model-families.js';
import { fingerprintOf } from '../../../src/embedding/model-fingerprint.js';
import { ModuleEmbeddings } from '../../../src/embedding/module-embeddings.js';
import { probeEmbedder } from '../../../src/embedding/probe-embedder.js';
import { TransformersEmbeddings } from '../../../src/embedding/transformers-embeddings.js';
import { packageRoot } from '../../../src/package-root.js';
import { useWorkspace } from '../indexing/support/workspace.js';

const MODELS = join(packageRoot, 'models');
const BUNDLED = join(MODELS, 'Xenova/e5-small-v2');
const MODULE = join(packageRoot, 'tests/fixtures/embedding/word-hash-embeddings.mjs');
const workspace = useWorkspace();

/** The bundled model under another name, as somebody downloads one: without a manifest. */
function copyOfModel(name: string, manifest?: object): string {
  const folder = join(workspace.folder, name);
  mkdirSync(folder);
  for (const file of ['config.json', 'tokenizer.json', 'tokenizer_config.json']) {
    cpSync(join(BUNDLED, file), join(folder, file));
  }
  symlinkSync(join(BUNDLED, 'onnx'), join(folder, 'onnx'));
  if (manifest) writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  return folder;
}

function moduleOf(name: string, text: string): string {
  const file = join(workspace.folder, name);
  writeFileSync(file, text);
  return file;
}

const modelOf = (model: string) => ({ modelsFolder: MODELS, model });
const vectorsOf = (body: string) =>
  `export default { embedQuery: async () => [3, 4], embedDocuments: async (texts) => { ${body} } };`;

describe('the family of a model', () => {
  it.each([
    ['Xenova/e5-small-v2', 'mean', 'query: ', 'passage: ', 512],
    ['Xenova/multilingual-e5-large', 'mean', 'query: ', 'passage: ', 512],
    ['bge-small-en-v1.5', 'cls', 'Represent this sentence for searching relevant passages: ', '', 512],
    ['Xenova/bge-m3', 'cls', '', '', 8192],
    ['gte-small', 'mean', '', '', 512],
    ['onnx-community/gte-multilingual-base', 'cls', '', '', 8192],
    ['Alibaba-NLP/gte-base-en-v1.5', 'cls', '', '', 8192],
    ['all-MiniLM-L6-v2', 'mean', '', '', 256],
    ['paraphrase-multilingual-MiniLM-L12-v2', 'mean', '', '', 128],
    ['jina-embeddings-v2-base-de', 'mean', '', '', 8192],
  ])('of %s says how it is used', (name, pooling, queryPrefix, passagePrefix, maxTokens) => {
    expect(useOfFamily(name)).toEqual({ pooling, queryPrefix, passagePrefix, maxTokens });
  });

  it('of an instructed e5 has the instruction in the question, and another family is not guessed', () => {
    expect(useOfFamily('multilingual-e5-large-instruct')?.queryPrefix).toMatch(/^Instruct: .*\nQuery: $/u);
    expect(useOfFamily('my-own-model')).toBeUndefined();
  });
});

describe('a folder of an ONNX model', () => {
  it('is used as its family is, cut to what the model takes', async () => {
    const model = await readEmbeddingModel(modelOf(copyOfModel('jina-embeddings-v2-small-en')));
    expect(model).toMatchObject({ pooling: 'mean', queryPrefix: '', maxTokens: 512, dimensions: 384 });
  });

  it('gives the vectors of the bundled model where it is that, and others where it is used otherwise', async () => {
    const [bundled, same, other] = await Promise.all(
      ['Xenova/e5-small-v2', copyOfModel('e5-small-v2'), copyOfModel('bge-small-en')].map((model) =>
        TransformersEmbeddings.open(modelOf(model)),
      ),
    );
    const vector = await bundled?.embedQuery('Where is the harbour?');
    expect(await same?.embedQuery('Where is the harbour?')).toEqual(vector);
    const different = (await other?.embedQuery('Where is the harbour?')) ?? [];
    expect(different).not.toEqual(vector);
    expect(Math.hypot(...different)).toBeCloseTo(1, 5);
    expect(same?.fingerprint).not.toBe(other?.fingerprint);
  });

  it('follows its manifest where that says otherwise, and has another fingerprint then', async () => {
    const family = await readEmbeddingModel(modelOf(copyOfModel('e5-small-a')));
    const own = copyOfModel('e5-small-b', {
      name: 'e5-small-a',
      queryPrefix: 'Q: ',
      pooling: 'cls',
      maxTokens: 64,
    });
    const model = await readEmbeddingModel(modelOf(own));
    expect(model).toMatchObject({
      queryPrefix: 'Q: ',
      passagePrefix: 'passage: ',
      pooling: 'cls',
      maxTokens: 64,
    });
    expect(fingerprintOf(model)).not.toBe(fingerprintOf({ ...family, name: 'e5-small-a' }));
  });

  it('of no known family, or of another shape, is refused with what to do', async () => {
    const unknown = readEmbeddingModel(modelOf(copyOfModel('own-model')));
    await expect(unknown).rejects.toMatchObject({
      code: 'invalid_settings',
      message: expect.stringContaining('manifest.json'),
    });
    await expect(readEmbeddingModel(modelOf('./nowhere'))).rejects.toMatchObject({ code: 'model_missing' });
    const broken = copyOfModel('e5-small');
    writeFileSync(join(broken, 'config.json'), '{"hidden_size": "many"}');
    await expect(readEmbeddingModel(modelOf(broken))).rejects.toMatchObject({ code: 'model_damaged' });
    const typo = copyOfModel('e5-base', { queryprefix: 'Q: ' });
    await expect(readEmbeddingModel(modelOf(typo))).rejects.toMatchObject({ code: 'model_damaged' });
  });

  it('has a fingerprint that names its vectors, and how those of sentences are made', async () => {
    const model = await readEmbeddingModel(modelOf('Xenova/e5-small-v2'));
    const versions = `transformers.js@${transformers.version} onnxruntime@${onnxruntime.versions.node}`;
    expect(fingerprintOf(model)).toBe(`Xenova/e5-small-v2@7d9092cb25f2bd1c ${versions} parts-1`);
  });
});

describe('a module of a LangChain Embeddings', () => {
  it('embeds documents and questions, and another module has everything embedded anew', async () => {
    workspace.write('tea.txt', 'Green tea is steeped for two minutes in water of eighty degrees.');
    const settings = { knowledge: workspace.knowledge, dataDir: workspace.dataDir };
    const bundled = await Citewell.open(settings);
    await bundled.index();
    await bundled.close();
    const citewell = await Citewell.open({ ...settings, embedder: MODULE });
    try {
      await expect(citewell.ask('How long is green tea steeped?')).rejects.toMatchObject({
        code: 'index_incompatible',
      });
      expect(await citewell.index()).toMatchObject({ added: 0, reembedded: 1, failures: [] });
      const [hit] = await citewell.search('How long is green tea steeped?');
      expect(hit?.document.id).toBe('tea.txt');
      expect(await citewell.index()).toMatchObject({ unchanged: 1, embedded: 0 });
    } finally {
      await citewell.close();
    }
  });

  it('has vectors of unit length, and a fingerprint of its text, its own or of its dimensions', async () => {
    const [one, same, edited] = await Promise.all(
      [
        moduleOf('one.mjs', vectorsOf('return texts.map(() => [3, 4])')),
        moduleOf('same.mjs', vectorsOf('return texts.map(() => [3, 4])')),
        moduleOf('edited.mjs', vectorsOf('return texts.map(() => [4, 3])')),
      ].map((file) => ModuleEmbeddings.open(file)),
    );
    expect(await one?.embedDocuments(['a', 'b'])).toEqual([
      [0.6, 0.8],
      [0.6, 0.8],
    ]);
    expect(await one?.embedDocuments([])).toEqual([]);
    expect(one?.dimensions).toBe(2);
    expect(same?.fingerprint).toBe(one?.fingerprint);
    expect(edited?.fingerprint).not.toBe(one?.fingerprint);
    const named = `${vectorsOf('return []')}\nexport const fingerprint = 'voyage 3';`;
    expect((await ModuleEmbeddings.open(moduleOf('named.mjs', named))).fingerprint).toBe('module:voyage_3/2');
  });

  it('embeds the sentences of a passage as texts of their own, equal ones once', async () => {
    const body = 'globalThis.asked = texts; return texts.map((text) => [text.length, 1])';
    const embeddings = await ModuleEmbeddings.open(moduleOf('lengths.mjs', vectorsOf(body)));
    const parts = [
      { start: 0, end: 2, alone: false },
      { start: 3, end: 6, alone: true },
    ];
    const [one, two] = await embeddings.embedPassages([
      { text: 'a. bb.', parts },
      { text: 'a. cc.', parts },
    ]);
    expect(Reflect.get(globalThis, 'asked')).toEqual(['a. bb.', 'a.', 'bb.', 'a. cc.', 'cc.']);
    expect(one?.whole[0]).toBeCloseTo(6 / Math.hypot(6, 1));
    expect(one?.parts.map(([first]) => first)).toEqual([
      expect.closeTo(2 / Math.hypot(2, 1)),
      expect.closeTo(3 / Math.hypot(3, 1)),
    ]);
    expect(two?.parts[0]).toEqual(one?.parts[0]);
  });

  it.each([
    ['fewer vectors than texts', 'return [[3, 4]]', /gave 1 vectors for 2 texts/u],
    ['vectors of other lengths', 'return texts.map(() => [1, 2, 3])', /3 dimensions after one of 2/u],
    ['no numbers', 'return texts.map(() => [Number.NaN, 1])', /finite/u],
    ['only zeros', 'return texts.map(() => [0, 0])', /finite/u],
    ['an error', 'throw new Error("the service is down")', /the service is down/u],
  ])('that gives %s fails with a clear error', async (_, body, message) => {
    const embeddings = await ModuleEmbeddings.open(moduleOf('bad.mjs', vectorsOf(body)));
    const failing = embeddings.embedDocuments(['a', 'b']);
    await expect(failing).rejects.toMatchObject({
      code: 'embedder_failed',
      message: expect.stringMatching(message),
    });
  });

  it('that hangs is left when the run is interrupted', async () => {
    const file = moduleOf('hangs.mjs', vectorsOf('await new Promise(() => undefined)'));
    const embeddings = await ModuleEmbeddings.open(file);
    const hanging = embeddings.embedDocuments(['a']);
    await embeddings.close();
    await expect(hanging).rejects.toMatchObject({ code: 'cancelled' });
  });

  it.each([
    ['is not there', undefined],
    ['is not JavaScript', 'export default {'],
    ['exports something else', 'export default 7;'],
  ])('that %s is refused as a setting', async (_, text) => {
    const file =
      text === undefined ? join(workspace.folder, 'none.mjs') : moduleOf(`${text.length}.mjs`, text);
    await expect(ModuleEmbeddings.open(file)).rejects.toMatchObject({ code: 'invalid_settings' });
  });
});

describe('the test of an embedder', () => {
  it('passes the bundled model', async () => {
    expect(await probeEmbedder(modelOf('Xenova/e5-small-v2'))).toMatch(
      /^Xenova\/e5-small-v2, 384 dimensions, 8 of 8/u,
    );
  });

  it.each([
    ['that is no model for search', vectorsOf('return texts.map((_, i) => [i % 2 ? 3 : -3, 4])'), /nearest/u],
    [
      'whose vectors change',
      vectorsOf('return texts.map(() => [Math.random(), Math.random() - 0.5])'),
      /each time/u,
    ],
  ])('fails one %s', async (_, text, message) => {
    const probe = probeEmbedder(modelOf(moduleOf('bad.mjs', text)));
    await expect(probe).rejects.toMatchObject({
      code: 'embedder_failed',
      message: expect.stringMatching(message),
    });
  });
});
