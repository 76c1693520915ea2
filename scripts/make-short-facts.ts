/**
 * `npx tsx scripts/make-short-facts.ts FOLDER`: writes FOLDER/short-facts-fit and FOLDER/short-facts-held-out,
 * documents of rows, lists and short statements with questions, for `citewell eval` and `npm run calibrate`.
 */
import { join } from 'node:path';
import { HALVES, writeShortFacts } from './short-facts/write-set.js';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: npx tsx scripts/make-short-facts.ts FOLDER');
for (const half of HALVES) {
  const name = `short-facts-${half}`;
  const { documents, questions } = await writeShortFacts(half, join(folder, name));
  process.stdout.write(`${name}: ${documents} documents, ${questions} questions\n`);
}
