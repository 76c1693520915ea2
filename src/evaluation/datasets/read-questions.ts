import { basename } from 'node:path';
import type { EvaluationQuestion, EvaluationSet } from '../question-set.js';
import { datasetError, readJsonLines } from './json-lines.js';
import { questionLine, questionOfLine } from './question-line.js';

/**
 * Reads a `questions.jsonl`: questions about a knowledge base that the caller indexes. Documents of annotated
 * spans count as relevant; their offsets are checked against the indexed text when the set is evaluated.
 *
 * @throws CitewellError `invalid_dataset` with file and line.
 */
export async function readQuestions(file: string): Promise<EvaluationSet> {
  const questions = new Map<string, EvaluationQuestion>();
  for (const { line, value } of await readJsonLines(file, questionLine)) {
    const relevant = new Map(value.spans.map((span) => [span.documentId, 1]));
    const question = questionOfLine(value, relevant);
    if (questions.has(question.id)) throw datasetError(file, line, `the id "${question.id}" is used twice`);
    questions.set(question.id, question);
  }
  if (questions.size === 0) throw datasetError(file, undefined, 'it holds no questions');
  return {
    name: basename(file).replace(/\.jsonl$/, ''),
    form: 'questions',
    unit: 'document',
    paragraphs: new Map(),
    questions: [...questions.values()],
  };
}
