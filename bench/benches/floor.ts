import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchOptions, BenchResult } from '../bench.js';
import { askingFloor } from '../floor/asking-floor.js';
import { indexingFloor } from '../floor/indexing-floor.js';
import { MODELS_ALONE } from '../floor/raw-session.js';

/** What Citewell adds to the time that its models take for the same texts, on the same number of threads. */
export async function floor(options: BenchOptions): Promise<BenchResult> {
  const folder = await mkdtemp(join(options.cache, 'floor-'));
  try {
    const figures = [...(await askingFloor(options)), ...(await indexingFloor(folder, options))];
    return { setting: 'questions and paragraphs of XQuAD', reference: MODELS_ALONE, figures };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
