import { SqliteStore } from '../../../src/store/sqlite/sqlite-store.js';
import { unitVector } from '../../contract/support/embedded-documents.js';

/** What is asked: each word occurs in many passages, the vectors point anywhere. */
const STEMS = [['lighthous'], ['harbour', 'sold'], ['archiv', 'mill', 'burnt'], ['zebra']];

/** All that answers follow from: what searches find in a folder, with every score. */
export async function findingsOf(dataFolder: string): Promise<unknown[]> {
  const store = await SqliteStore.open(dataFolder, { savesVectors: false });
  try {
    const findings: unknown[] = [];
    for (const stems of STEMS) {
      for (const limit of [10, 1_000]) {
        const vector = unitVector(stems.join(' '), 16);
        // Which of equally good passages a short list holds, follows from nothing: only its dense half is asked for.
        const found = await store.search({ vector, stems: limit === 10 ? [] : stems, limit });
        const passages = await store.catalogue.passages(found.candidates.map(({ passageId }) => passageId));
        const scores = new Map(found.candidates.map((candidate) => [candidate.passageId, candidate]));
        const lines = passages.map(({ id, document, passage, text }) => {
          const { cosine, bm25 } = scores.get(id) ?? {};
          return JSON.stringify([document.id, document.sha256, passage, text, cosine, bm25]);
        });
        findings.push({ stems, lines: lines.sort(), counts: [...found.passageFrequencies] });
      }
    }
    return findings;
  } finally {
    await store.close();
  }
}
