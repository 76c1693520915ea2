import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { LRUCache } from 'lru-cache';
import { cosine } from '../cosine.js';
import { contentTerms } from '../passages/terms.js';
import { stemsOf } from './overlap.js';
import { type RecordField, recordFields } from './record-fields.js';

/** Fields that are compared: each is a run of the embedding model, of 3 to 5 ms. */
const MOST_COMPARED = 8;
/** Of a value, in characters: a description says early what it is about, and the model's time grows with it. */
const LONGEST_VALUE = 80;
/** Of 1.5 kB each. A table that is asked about is asked about again. */
const KEPT_VECTORS = 4_000;

/** Of a record, the field that a question is most likely about. */
export interface NearField {
  /** What the record is about and the field, as a record: `Plan: Pro; Price: €20`. */
  readonly record: string;
  /** Cosine of the two, in the words of a question ("Pro price €20"), with the question. */
  readonly cosine: number;
}

/**
 * Tells which of a record's fields a question asks for: one that is asked for the weight of a hinge is as near to the
 * whole row without a weight as to one with it, but not to any field of it.
 */
export class NearestField {
  /** By text, of which a vector is a pure function. */
  private readonly vectors = new LRUCache<string, Float32Array>({ max: KEPT_VECTORS });

  constructor(private readonly embeddings: Pick<EmbeddingsInterface, 'embedDocuments'>) {}

  /**
   * @param record `Name: value; Name: value`
   * @param heading what a record of one field alone is about
   * @param question unit length
   * @param words of the question: what it says of a record is what the record is about
   */
  async of(record: string, heading: string, question: Float32Array, words: string): Promise<NearField> {
    const all = recordFields(record);
    const asked = new Set(contentTerms(words).map(({ stem }) => stem));
    const keys = keysOf(record, all, asked);
    const others = all.filter((field) => !keys.includes(field));
    const topic = others.length > 0 ? keys.map((key) => shortValue(record, key)).join(' ') : heading;
    const fields = compared(others.length > 0 ? others : all, asked);
    const texts = fields.map((field) => `${topic} ${field.name} ${shortValue(record, field)}`);
    const vectors = await this.embed(texts);
    const cosines = vectors.map((vector) => cosine(vector, question));
    const highest = Math.max(...cosines);
    const field = fields[cosines.indexOf(highest)];
    if (!field || others.length === 0) return { record, cosine: highest };
    return { record: [...keys, field].map((part) => written(record, part)).join('; '), cosine: highest };
  }

  private async embed(texts: readonly string[]): Promise<Float32Array[]> {
    const known = new Map(texts.map((text) => [text, this.vectors.get(text)]));
    const unknown = texts.filter((text) => known.get(text) === undefined);
    const embedded = unknown.length > 0 ? await this.embeddings.embedDocuments(unknown) : [];
    for (const [position, text] of unknown.entries()) {
      const vector = Float32Array.from(embedded[position] ?? []);
      this.vectors.set(text, vector);
      known.set(text, vector);
    }
    return texts.map((text) => known.get(text) ?? new Float32Array());
  }
}

/** The first field, and where the question says nothing of that (a number), the one whose value it gives most words of. */
function keysOf(
  record: string,
  fields: readonly RecordField[],
  asked: ReadonlySet<string>,
): readonly RecordField[] {
  const given = fields.map(({ start, end }) => countOf(record.slice(start, end), asked));
  const most = given[0] === 0 ? Math.max(...given) : 0;
  return fields.filter((_, position) => position === 0 || (most > 0 && position === given.indexOf(most)));
}

function compared(fields: readonly RecordField[], asked: ReadonlySet<string>): readonly RecordField[] {
  if (fields.length <= MOST_COMPARED) return fields;
  const isNamed = ({ name }: RecordField) => countOf(name, asked) > 0;
  return [...fields.filter(isNamed), ...fields.filter((field) => !isNamed(field))].slice(0, MOST_COMPARED);
}

function countOf(text: string, asked: ReadonlySet<string>): number {
  const stems = stemsOf(text);
  return [...asked].filter((stem) => stems.has(stem)).length;
}

function shortValue(record: string, { start, end }: RecordField): string {
  return record.slice(start, Math.min(end, start + LONGEST_VALUE));
}

function written(record: string, field: RecordField): string {
  const value = record.slice(field.start, field.end);
  return field.name === '' ? value : `${field.name}: ${value}`;
}
