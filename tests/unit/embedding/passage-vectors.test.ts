import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PassageText } from '../../../src/embedding/passage-embeddings.js';
import { TransformersEmbeddings } from '../../../src/embedding/transformers-embeddings.js';
import { packageRoot } from '../../../src/package-root.js';
import { useWorkspace } from '../indexing/support/workspace.js';

const MODELS = join(packageRoot, 'models');
const BUNDLED = join(MODELS, 'Xenova/e5-small-v2');
const workspace = useWorkspace();

let model: TransformersEmbeddings;
beforeAll(async () => {
  model = await TransformersEmbeddings.open({ modelsFolder: MODELS, model: 'Xenova/e5-small-v2' });
});

/** The bundled model, used otherwise. */
async function usedAs(manifest: object): Promise<TransformersEmbeddings> {
  const folder = join(workspace.folder, 'e5-small-v2');
  mkdirSync(folder);
  for (const file of ['config.json', 'tokenizer.json', 'tokenizer_config.json']) {
    cpSync(join(BUNDLED, file), join(folder, file));
  }
  symlinkSync(join(BUNDLED, 'onnx'), join(folder, 'onnx'));
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  return TransformersEmbeddings.open({ modelsFolder: MODELS, model: folder });
}

function passageOf(...sentences: readonly string[]): PassageText {
  const before = 'Harbours\n';
  let start = before.length;
  const parts = sentences.map(({ length }) => {
    const part = { start, end: start + length, alone: false };
    start += length + 1;
    return part;
  });
  return { text: before + sentences.join(' '), parts };
}

const TOWER = 'The lighthouse of Kaldvik is 108 metres tall.';
const BUILT = 'It was built in 1850 by Nils Berg.';
const BREAD = 'Bread is baked from flour, water and salt.';

async function vectorsOf(passage: PassageText, embeddings = model) {
  const [vectors] = await embeddings.embedPassages([passage]);
  if (!vectors) throw new Error('no vectors');
  return vectors;
}

const alone = async (text: string, embeddings = model) =>
  Float32Array.from((await embeddings.embedDocuments([text]))[0] ?? []);
const cosine = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, component, index) => sum + component * (b[index] ?? 0), 0);

describe("a passage's vectors", () => {
  it('are that of its text, and of unit length for each sentence', async () => {
    const passage = passageOf(TOWER, BUILT, BREAD);
    const { whole, parts } = await vectorsOf(passage);
    expect(whole).toEqual(await alone(passage.text));
    expect(parts).toHaveLength(3);
    for (const part of parts) expect(Math.hypot(...part)).toBeCloseTo(1, 5);
  });

  it('tell its sentences apart, and know what "it" is', async () => {
    const { parts } = await vectorsOf(passageOf(TOWER, BUILT, BREAD));
    const question = await model.embedQuery('When was the lighthouse of Kaldvik built?');
    const [tower = 0, built = 0, bread = 0] = parts.map((part) => cosine(part, question));
    expect(built).toBeGreaterThan(bread);
    expect(tower).toBeGreaterThan(bread);
    expect(built).toBeGreaterThan(cosine(await alone(BUILT), question));
  });

  it('follow from its text and its sentences alone, whatever is embedded beside it', async () => {
    const passage = passageOf(TOWER, BUILT);
    const expected = await vectorsOf(passage);
    const among = await model.embedPassages([passageOf(BREAD), passage, passageOf(BUILT, TOWER), passage]);
    expect(among[1]).toEqual(expected);
    expect(among[3]).toEqual(expected);
    const [, second] = passage.parts;
    const fewer = await vectorsOf({ text: passage.text, parts: second ? [second] : [] });
    expect(fewer).toEqual({ whole: expected.whole, parts: expected.parts.slice(1) });
  });

  it('are there for a passage of one sentence, and of none', async () => {
    const { whole, parts } = await vectorsOf({
      text: TOWER,
      parts: [{ start: 0, end: TOWER.length, alone: false }],
    });
    expect(cosine(whole, parts[0] ?? [])).toBeGreaterThan(0.98);
    expect((await vectorsOf({ text: TOWER, parts: [] })).parts).toEqual([]);
  });

  it.each([
    ['an emoji', '🚢'],
    ['letters that it does not know', 'ᚠᚢᚦ'],
    ['nothing that can be seen', '\u200B\u200B'],
  ])('are there for a sentence that holds %s', async (_, sentence) => {
    const { parts } = await vectorsOf(passageOf(TOWER, sentence, BUILT));
    expect(parts).toHaveLength(3);
    for (const part of parts) expect(Math.hypot(...part)).toBeCloseTo(1, 5);
  });

  it('of a sentence that stands alone is that of its text, and leaves the others as they are', async () => {
    const passage = passageOf(TOWER, BUILT);
    const [first, second] = passage.parts;
    if (!first || !second) throw new Error('no parts');
    const { parts } = await vectorsOf({ text: passage.text, parts: [{ ...first, alone: true }, second] });
    expect(parts).toEqual([await alone(TOWER), (await vectorsOf(passage)).parts[1]]);
  });

  it('of sentences past what the model takes are those of the sentences alone', async () => {
    const short = await usedAs({ maxTokens: 30 });
    const passage = passageOf(TOWER, BUILT, BREAD, `${BREAD} ${TOWER}`);
    const { whole, parts } = await vectorsOf(passage, short);
    expect(whole).toEqual(await alone(passage.text, short));
    expect(parts[0]).not.toEqual(await alone(TOWER, short));
    expect(parts[2]).toEqual(await alone(BREAD, short));
    expect(parts[3]).toEqual(await alone(`${BREAD} ${TOWER}`, short));
  });

  it('are those of its sentences alone where the first token stands for a text', async () => {
    const first = await usedAs({ pooling: 'cls' });
    const { whole, parts } = await vectorsOf(passageOf(TOWER, BUILT), first);
    expect(whole).toEqual(await alone(passageOf(TOWER, BUILT).text, first));
    expect(parts).toEqual([await alone(TOWER, first), await alone(BUILT, first)]);
    expect(first.fingerprint).not.toContain('parts');
  });
});
