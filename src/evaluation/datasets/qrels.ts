import type { CorpusDocument } from '../question-set.js';
import { datasetError, readDatasetFile } from './json-lines.js';

/** Question id to document id to grade. */
export type RelevanceJudgements = ReadonlyMap<string, ReadonlyMap<string, number>>;

/**
 * Reads relevance judgements: tab-separated `query-id, corpus-id, score` with a header line (BEIR), or
 * `query-id, 0, corpus-id, score` separated by white space (TREC). Grades of 0 and below mean "not relevant"
 * and are left out.
 *
 * @throws CitewellError `invalid_dataset` with file and line.
 */
export async function readQrels(file: string): Promise<RelevanceJudgements> {
  const judgements = new Map<string, Map<string, number>>();
  const lines = (await readDatasetFile(file)).split(/\r?\n/);
  lines.forEach((content, index) => {
    if (content.trim() === '' || (index === 0 && /^query[-_]?id\t/i.test(content))) return;
    const fields = content.includes('\t') ? content.split('\t') : content.trim().split(/\s+/);
    const [questionId, documentId, score] =
      fields.length === 4 ? [fields[0], fields[2], fields[3]] : [fields[0], fields[1], fields[2]];
    const grade = Number(score);
    if (!questionId || !documentId || !score || !Number.isFinite(grade)) {
      throw datasetError(file, index + 1, 'expected query-id, corpus-id and a number, separated by tabs');
    }
    if (grade <= 0) return;
    const grades = judgements.get(questionId) ?? new Map<string, number>();
    judgements.set(questionId, grades.set(documentId, grade));
  });
  return judgements;
}

/**
 * Gives documents with the same text the same relevance: a corpus gathered from several sources holds copies
 * under other ids, and a judge saw only one of them. The highest grade of the copies counts for all.
 */
export function spreadToTwins(
  grades: ReadonlyMap<string, number>,
  twins: ReadonlyMap<string, readonly string[]>,
): Map<string, number> {
  const spread = new Map(grades);
  for (const [documentId, grade] of grades) {
    for (const twin of twins.get(documentId) ?? []) {
      spread.set(twin, Math.max(grade, spread.get(twin) ?? 0));
    }
  }
  return spread;
}

/** For each document that has copies, the ids of all of them; texts are compared up to white space. */
export function twinsOf(corpus: readonly CorpusDocument[]): Map<string, readonly string[]> {
  const byText = new Map<string, string[]>();
  for (const document of corpus) {
    const text = document.text.normalize('NFC').replace(/\s+/g, ' ').trim();
    if (text === '') continue;
    byText.set(text, [...(byText.get(text) ?? []), document.id]);
  }
  const groups = [...byText.values()].filter((ids) => ids.length > 1);
  return new Map(groups.flatMap((ids) => ids.map((id) => [id, ids] as const)));
}
