import { describe, expect, it } from 'vitest';
import { NearestField } from '../../../src/answering/nearest-field.js';
import { TransformersEmbeddings } from '../../../src/embedding/transformers-embeddings.js';
import { settingsSchema } from '../../../src/settings/settings-schema.js';

const STAFF = 'Name: Jane Doe; Role: Head of Finance; E-mail: jane@example.org; Office: B 12';

/** As near to a question along the first axis as a text has a word of it. */
class WordEmbeddings {
  readonly seen: string[] = [];

  constructor(private readonly word: string) {}

  async embedDocuments(texts: string[]): Promise<number[][]> {
    this.seen.push(...texts);
    return texts.map((text) => (text.includes(this.word) ? [1, 0] : [0, 1]));
  }
}
const QUESTION = Float32Array.of(1, 0);

describe('the field of a record that is asked for', () => {
  it('is the one nearest in meaning', async () => {
    const { models: modelsFolder, embedder: model } = settingsSchema.parse({});
    const embeddings = await TransformersEmbeddings.open({ modelsFolder, model });
    const nearest = async (question: string) => {
      const vector = Float32Array.from(await embeddings.embedQuery(question));
      return new NearestField(embeddings).of(STAFF, 'Staff', vector, question);
    };
    const job = await nearest('What is the job of Jane Doe?');
    expect(job.record).toBe('Name: Jane Doe; Role: Head of Finance');
    expect((await nearest('How do I write to Jane Doe?')).record).toBe(
      'Name: Jane Doe; E-mail: jane@example.org',
    );
    expect((await nearest('What does Jane Doe weigh?')).cosine).toBeLessThan(job.cosine);
  });

  it('is compared with what the record is about, without marks', async () => {
    const embeddings = new WordEmbeddings('Office');
    const near = await new NearestField(embeddings).of(STAFF, 'Staff', QUESTION, 'office of Jane');
    expect(near).toEqual({ record: 'Name: Jane Doe; Office: B 12', cosine: 1 });
    expect(embeddings.seen).toEqual([
      'Jane Doe Role Head of Finance',
      'Jane Doe E-mail jane@example.org',
      'Jane Doe Office B 12',
    ]);
  });

  it('is compared with what the question says of the record, too, where that is not its first field', async () => {
    const embeddings = new WordEmbeddings('Ext');
    const record = 'EmpNo: 1043; Name: Rolf Achterberg; Role: CTO; Ext: 77';
    const near = await new NearestField(embeddings).of(record, '', QUESTION, 'extension of rolf achterberg');
    expect(near.record).toBe('EmpNo: 1043; Name: Rolf Achterberg; Ext: 77');
    expect(embeddings.seen).toEqual(['1043 Rolf Achterberg Role CTO', '1043 Rolf Achterberg Ext 77']);
  });

  it('of a line that stands alone is about its heading', async () => {
    const embeddings = new WordEmbeddings('16:31');
    const near = await new NearestField(embeddings).of('Arrives: 16:31', 'IC 305', QUESTION, 'arrival');
    expect(near).toEqual({ record: 'Arrives: 16:31', cosine: 1 });
    expect(embeddings.seen).toEqual(['IC 305 Arrives 16:31']);
  });

  it('is found among many, of which few are compared', async () => {
    const columns = Array.from({ length: 100 }, (_, column) => `Column${column}: ${column}`);
    const embeddings = new WordEmbeddings('Column77');
    const fields = new NearestField(embeddings);
    const near = await fields.of(['Name: Pump', ...columns].join('; '), '', QUESTION, 'column77 of the pump');
    expect(near.record).toBe('Name: Pump; Column77: 77');
    expect(embeddings.seen).toHaveLength(8);
  });

  it('is embedded once, however often it is compared', async () => {
    const embeddings = new WordEmbeddings('Office');
    const fields = new NearestField(embeddings);
    const once = await fields.of(STAFF, 'Staff', QUESTION, 'office of Jane');
    expect(await fields.of(STAFF, 'Staff', QUESTION, 'role of Jane')).toEqual(once);
    expect(embeddings.seen).toHaveLength(3);
  });

  it('has no more of a long value than says what it is about', async () => {
    const embeddings = new WordEmbeddings('Notes');
    const record = `Name: Pump; Notes: ${'oil '.repeat(5_000)}`;
    const near = await new NearestField(embeddings).of(record, '', QUESTION, 'notes');
    expect(near.record).toBe(record);
    expect(embeddings.seen[0]?.length).toBeLessThan(120);
  });
});
