import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { EvaluationSet } from '../question-set.js';
import { datasetError } from './json-lines.js';
import { readBeir } from './read-beir.js';
import { readQuestions } from './read-questions.js';
import { readSquad } from './read-squad.js';

/**
 * Reads a question set of any form: a BEIR folder, a folder with a `questions.jsonl`, a `.jsonl` of questions, or
 * a SQuAD `.json`.
 *
 * @param dataset path of the file or folder
 * @throws CitewellError `invalid_dataset`, naming the file (and line) and what is wrong.
 */
export async function readDataset(dataset: string): Promise<EvaluationSet> {
  if (await isFolder(dataset)) {
    const names = new Set(await readdir(dataset));
    if (names.has('corpus.jsonl') && names.has('queries.jsonl')) return readBeir(dataset);
    if (names.has('questions.jsonl')) {
      return { ...(await readQuestions(join(dataset, 'questions.jsonl'))), name: folderName(dataset) };
    }
    throw datasetError(
      dataset,
      undefined,
      'expected corpus.jsonl and queries.jsonl (a BEIR folder), or questions.jsonl, in this folder',
    );
  }
  const extension = extname(dataset).toLowerCase();
  if (extension === '.jsonl') return readQuestions(dataset);
  if (extension === '.json') return readSquad(dataset);
  throw datasetError(
    dataset,
    undefined,
    `expected a folder, a .jsonl of questions or a SQuAD .json, not "${extension}"`,
  );
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const what = reason === 'ENOENT' ? 'there is no such file or folder' : `it could not be read (${reason})`;
    throw datasetError(path, undefined, what, error);
  }
}

function folderName(folder: string): string {
  const parts = folder.split(/[\\/]/).filter((part) => part !== '' && part !== '.');
  return parts.at(-1) ?? folder;
}
