import { writeFile } from 'node:fs/promises';
import type { EvaluationSet } from '../question-set.js';

/**
 * Writes a set's corpus as JSON Lines (`{_id, title, text, url?}`), ready to be indexed: the ids of the indexed
 * documents are then those of the set. Documents with neither text nor title are left out, since nothing can be quoted
 * from them; where they are relevant they count as not found.
 *
 * @returns how many documents were written; 0, and no file, for a set without a corpus.
 */
export async function writeCorpus(set: EvaluationSet, file: string): Promise<number> {
  const documents = (set.corpus ?? []).filter(
    (document) => `${document.title}${document.text}`.trim() !== '',
  );
  if (documents.length === 0) return 0;
  const lines = documents.map(({ id, title, text, url }) =>
    JSON.stringify({
      _id: id,
      ...(title === '' ? {} : { title }),
      text,
      ...(url === undefined ? {} : { url }),
    }),
  );
  await writeFile(file, `${lines.join('\n')}\n`);
  return documents.length;
}
