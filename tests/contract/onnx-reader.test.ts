import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/package-root.js';
import { CachedReader } from '../../src/reading/cached-reader.js';
import { OnnxReader } from '../../src/reading/onnx-reader.js';
import type { Reading } from '../../src/reading/reader.js';
import { ReaderPool } from '../../src/reading/reader-pool.js';
import { ReaderThreads } from '../../src/reading/reader-threads.js';
import { describeReaderContract, passageOf } from './reader-contract.js';

/** The reader's best answer in a passage. */
function answerOf(text: string, reading: Reading | undefined): string {
  const [best] = reading?.sentenceSpans.flat().sort((a, b) => b.margin - a.margin) ?? [];
  return text.slice(best?.start, best?.end);
}

const modelFolder = join(packageRoot, 'models', 'citewell-reader');

describeReaderContract('OnnxReader', () => OnnxReader.open(modelFolder));
const threads = new ReaderThreads(modelFolder, 2);
afterAll(() => threads.close());
describeReaderContract('ReaderPool', () => ReaderPool.open(threads.connect()));
describeReaderContract('CachedReader', async () => new CachedReader(await OnnxReader.open(modelFolder)));

describe('the reader model on the default article', () => {
  let reader: OnnxReader;
  let paragraphs: string[];
  beforeAll(async () => {
    reader = await OnnxReader.open(modelFolder);
    const article = await readFile(join(packageRoot, 'knowledge', 'china-ai-open-source.txt'), 'utf8');
    paragraphs = article.split('\n').filter((line) => line.length > 100);
  });
  afterAll(async () => reader.close());

  async function best(question: string) {
    const readings = await reader.read(question, paragraphs.map(passageOf));
    const [first] = readings
      .map((reading, position) => ({ ...reading, passage: passageOf(paragraphs[position] ?? '') }))
      .sort((one, other) => other.score - one.score);
    if (first === undefined) throw new Error('The article has no paragraphs.');
    const { passage, score, sentenceProbabilities } = first;
    const sentence = passage.sentences[sentenceProbabilities.indexOf(Math.max(...sentenceProbabilities))];
    return {
      score,
      answer: answerOf(passage.text, first),
      sentence: passage.text.slice(sentence?.start, sentence?.end),
    };
  }

  it('finds the sum that Alibaba invests, and the sentence that states it', async () => {
    const { answer, sentence } = await best('How much is Alibaba investing?');
    expect(answer).toBe('US$52 billion');
    expect(sentence).toContain('Alibaba has committed more than US$52 billion');
  });

  it('tells apart what else in the sentence may answer', async () => {
    const text = 'In March, Alibaba and Tencent have together committed US$52 billion to data centres.';
    const [reading] = await reader.read('Who has committed money?', [passageOf(text)]);
    const spans = (reading?.sentenceSpans[0] ?? []).map(({ start, end }) => text.slice(start, end));
    expect(spans.length).toBeGreaterThan(1);
    expect(spans[0]).toContain('Alibaba');
    expect(spans.slice(1).join(' ')).not.toContain('Alibaba');
  });

  it('finds what Baidu pledged', async () => {
    const { answer } = await best('What did Baidu pledge?');
    expect(answer).toContain('Ernie large language models (LLMs)');
  });

  it.each([
    ['a question that names another company', 'How much is Baidu investing?'],
    ['a fact that the article lacks', 'When was DeepSeek founded?'],
    ['another subject', 'What is the capital of France?'],
  ])('scores %s far below an answered one', async (_, question) => {
    const answered = await best('How much is Alibaba investing?');
    expect((await best(question)).score).toBeLessThan(answered.score - 5);
  });

  it('finds an answer at the end of a passage of many windows', async () => {
    const text = `${'The weather was mild and the market quiet that week. '.repeat(60)}Alibaba has committed more than US$52 billion to infrastructure.`;
    const [reading] = await reader.read('How much has Alibaba committed?', [passageOf(text)]);
    expect(answerOf(text, reading)).toContain('US$52 billion');
    expect(reading?.sentenceProbabilities.at(-1)).toBeGreaterThan(0.5);
  });
});

describe('OnnxReader.open', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'citewell-reader-'));
  });
  afterAll(async () => rm(folder, { recursive: true }));

  async function copyModel(): Promise<void> {
    for (const name of ['manifest.json', 'model.onnx', 'tokenizer.json']) {
      await copyFile(join(modelFolder, name), join(folder, name));
    }
  }

  it('says which folder lacks the model', async () => {
    await expect(OnnxReader.open(join(folder, 'nowhere'))).rejects.toMatchObject({
      code: 'model_missing',
      message: expect.stringContaining('nowhere'),
    });
  });

  it.each(['model.onnx', 'tokenizer.json'])(
    'refuses a %s that is absent or differs by a bit',
    async (name) => {
      await copyModel();
      const bytes = await readFile(join(folder, name));
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      await writeFile(join(folder, name), bytes);
      await expect(OnnxReader.open(folder)).rejects.toMatchObject({
        code: 'model_damaged',
        message: expect.stringContaining(name),
      });
      await rm(join(folder, name));
      await expect(OnnxReader.open(folder)).rejects.toMatchObject({ code: 'model_missing' });
    },
  );

  it('takes its limits from the manifest, and names them in the fingerprint', async () => {
    await copyModel();
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
    const readers = [await OnnxReader.open(folder)];
    await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, maxSpanTokens: 1 }));
    readers.push(await OnnxReader.open(folder));
    const text = 'Alibaba has committed more than US$52 billion to infrastructure.';
    const answers = [];
    for (const reader of readers) {
      const [reading] = await reader.read('How much has Alibaba committed?', [passageOf(text)]);
      answers.push(answerOf(text, reading));
      await reader.close();
    }
    expect(answers[0]).toContain('US$52 billion');
    expect(answers[1]?.length).toBeLessThan(answers[0]?.length ?? 0);
    expect(readers[1]?.fingerprint).not.toBe(readers[0]?.fingerprint);
  });

  it('refuses windows that do not overlap by the longest answer', async () => {
    await copyModel();
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
    await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, strideTokens: 200 }));
    await expect(OnnxReader.open(folder)).rejects.toMatchObject({ code: 'model_damaged' });
  });

  it('says that it is closed when read after closing, and closes twice without complaint', async () => {
    const reader = await OnnxReader.open(modelFolder);
    await reader.close();
    await reader.close();
    await expect(reader.read('Who?', [passageOf('Nobody.')])).rejects.toMatchObject({
      code: 'engine_stopped',
    });
  });
});
