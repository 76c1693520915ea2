import type { Document } from '../../../src/documents/document.js';
import { readerFor } from '../../../src/documents/document-readers.js';

/** Reads a text as the file of that name. */
export async function readText(name: string, text: string): Promise<Document[]> {
  const reader = readerFor(name);
  if (reader === undefined) throw new Error(`No reader for ${name}`);
  return reader.read({ id: name, path: `/knowledge/${name}`, bytes: new TextEncoder().encode(text) });
}

/** Reads a text that makes one document. */
export async function readOne(name: string, text: string): Promise<Document> {
  const [document] = await readText(name, text);
  if (document === undefined) throw new Error(`${name} made no document`);
  return document;
}
