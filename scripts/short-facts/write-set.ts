import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Document } from '../../src/documents/document.js';
import { readerFor } from '../../src/documents/document-readers.js';
import { locateSpan } from '../../src/evaluation/locate-span.js';
import { type RandomInteger, seededIntegers } from '../../src/evaluation/metrics/random.js';
import { packageRoot } from '../../src/package-root.js';
import { askOfPackage } from './ask-of-packages.js';
import { domainsSchema, packageTablesSchema } from './domain.js';
import { inventDocuments } from './invent-documents.js';
import type { Draft } from './question-draft.js';

export const HALVES = ['fit', 'held-out'] as const;
export type Half = (typeof HALVES)[number];

const SEED = 20251126;
const OWN = new URL('./', import.meta.url);

interface QuestionLine {
  readonly _id: string;
  readonly text: string;
  readonly answerable: boolean;
  readonly spans?: readonly { doc: string; start: number; end: number; text: string }[];
}

/**
 * Writes one half of the set: `questions.jsonl` and the folder `documents`. The halves share no domain, no package
 * and no wording. The same at every run, as long as the packages are of the same versions.
 *
 * @returns numbers of documents and questions
 */
export async function writeShortFacts(
  half: Half,
  folder: string,
): Promise<{ documents: number; questions: number }> {
  const random = seededIntegers(SEED + HALVES.indexOf(half));
  const documents = [...(await invented(half, random)), ...(await ofPackages(half, random))];
  const lines: QuestionLine[] = [];
  for (const { id, bytes, drafts } of documents) {
    const file = join(folder, 'documents', id);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
    const document = await readOne(id, bytes);
    for (const draft of typeof drafts === 'function' ? drafts(document) : drafts) {
      if (lines.some(({ text }) => text === draft.text)) continue;
      lines.push(lineOf(draft, document, lines.length));
    }
  }
  await writeFile(join(folder, 'questions.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return { documents: documents.length, questions: lines.length };
}

interface Written {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly drafts: readonly Draft[] | ((document: Document) => readonly Draft[]);
}

async function invented(half: Half, random: RandomInteger): Promise<Written[]> {
  const json: unknown = JSON.parse(await readFile(new URL(`domains/${half}.json`, OWN), 'utf8'));
  const domains = domainsSchema.parse(json);
  return domains.flatMap((domain, position) =>
    inventDocuments(domain, position * 3, random).map(({ id, text, drafts }) => ({
      id,
      bytes: new TextEncoder().encode(text),
      drafts,
    })),
  );
}

async function ofPackages(half: Half, random: RandomInteger): Promise<Written[]> {
  const json: unknown = JSON.parse(await readFile(new URL('tables-of-packages.json', OWN), 'utf8'));
  return Promise.all(
    packageTablesSchema.parse(json)[half].map(async (table) => ({
      id: `packages/${table.file.replace(/^@/u, '').replaceAll('/', '-')}`,
      bytes: await readFile(join(packageRoot, 'node_modules', table.file)),
      drafts: (document: Document) => askOfPackage(table, document, random),
    })),
  );
}

async function readOne(id: string, bytes: Uint8Array): Promise<Document> {
  const [document] = (await readerFor(id)?.read({ id, path: id, bytes })) ?? [];
  if (!document) throw new Error(`${id} is read as no document`);
  return document;
}

function lineOf({ text, place }: Draft, document: Document, position: number): QuestionLine {
  const _id = `q${String(position + 1).padStart(3, '0')}`;
  if (!place) return { _id, text, answerable: false };
  const [before, answer] = place;
  const from = document.text.indexOf(before);
  const start = document.text.indexOf(answer, from);
  if (from < 0 || start < 0)
    throw new Error(`${document.id} does not hold "${answer}" after "${before}" (${text})`);
  const span = {
    doc: document.id,
    start: [...document.text.slice(0, start)].length,
    end: [...document.text.slice(0, start + answer.length)].length,
    text: answer,
  };
  if (locateSpan(document.text, span)?.start !== start) throw new Error(`${document.id}: ${answer} moved`);
  return { _id, text, answerable: true, spans: [span] };
}
