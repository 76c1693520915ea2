import { CitewellError } from '../errors.js';
import type { Ledger } from '../store/knowledge-store.js';
import { type FoundFile, findFiles } from './find-files.js';
import { planIndexing } from './indexing-plan.js';
import { type LeftOutFile, passedOverFiles } from './passed-over-files.js';
import { readFile } from './read-file.js';
import { ReadingProcess } from './reading-process.js';

/**
 * The files below a folder that are not in the index as they are, each with why: it is never read or of a format that
 * is not, it can't be read, or it has changed since. Files that could have changed are read to tell.
 *
 * @throws CitewellError `knowledge_missing`, `knowledge_empty`
 */
export async function* leftOutFiles(knowledgeFolder: string, ledger: Ledger): AsyncGenerator<LeftOutFile> {
  yield* passedOverFiles(await findFiles(knowledgeFolder, knowledgeFolder));
  const plan = await planIndexing([knowledgeFolder], ledger, { knowledgeFolder });
  for (const { id, message } of plan.failures) yield { id, reason: message };
  const reading = new ReadingProcess();
  try {
    for (const file of plan.changed) {
      for (const reason of await reasonsFor(file, reading)) yield { id: file.id, reason };
    }
  } finally {
    reading.close();
  }
}

async function reasonsFor(file: FoundFile, reading: ReadingProcess): Promise<string[]> {
  try {
    const { faults, lost } = await readFile(file, reading);
    const reasons = [...faults, ...lost.values()].map(({ message }) => message);
    if (reasons.length > 0) return reasons;
    return [`${file.id} is new, or has changed since it was indexed. Run "citewell index".`];
  } catch (error) {
    if (error instanceof CitewellError) return [error.message];
    throw error;
  }
}
