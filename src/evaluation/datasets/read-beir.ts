import { access } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { normaliseText } from '../../documents/normalise-text.js';
import { locateSpan } from '../locate-span.js';
import type { CorpusDocument, EvaluationSet } from '../question-set.js';
import { datasetError, readJsonLines } from './json-lines.js';
import { type RelevanceJudgements, readQrels, spreadToTwins, twinsOf } from './qrels.js';
import { type QuestionLine, questionLine, questionOfLine } from './question-line.js';

const corpusLine = z.object({
  _id: z.union([z.string().min(1), z.number()]).transform(String),
  title: z.string().default(''),
  text: z.string(),
  url: z.string().optional(),
});

/** Where BEIR folders keep their judgements, in order of preference. */
const qrelsFiles = ['qrels.tsv', 'qrels/test.tsv', 'qrels/dev.tsv'];

/**
 * Reads a BEIR folder: `corpus.jsonl`, `queries.jsonl` and judgements (`qrels.tsv`, `qrels/test.tsv` or
 * `qrels/dev.tsv`; without any of them the set has no retrieval measures). Copies of a relevant document are
 * relevant, too.
 *
 * @throws CitewellError `invalid_dataset` with file and line: wrong JSON or shape, an id used twice, a span of a
 * document that the corpus lacks, or a span whose text is not in its document.
 */
export async function readBeir(folder: string): Promise<EvaluationSet> {
  const corpusFile = join(folder, 'corpus.jsonl');
  const queriesFile = join(folder, 'queries.jsonl');
  const corpus = new Map<string, CorpusDocument>();
  for (const { line, value } of await readJsonLines(corpusFile, corpusLine)) {
    if (corpus.has(value._id)) throw datasetError(corpusFile, line, `the id "${value._id}" is used twice`);
    const { _id: id, title, text, url } = value;
    corpus.set(id, { id, title, text, ...(url === undefined ? {} : { url }) });
  }
  const judgements = await readJudgements(folder);
  const documents = [...corpus.values()];
  const twins = twinsOf(documents);
  const seen = new Set<string>();
  const lines = await readJsonLines(queriesFile, questionLine);
  const questions = lines.map(({ line, value }) => {
    const question = questionOfLine(value, spreadToTwins(judgements.get(value.id ?? '') ?? new Map(), twins));
    if (seen.has(question.id)) {
      throw datasetError(queriesFile, line, `the id "${question.id}" is used twice`);
    }
    seen.add(question.id);
    checkSpans(value, corpus, queriesFile, line);
    return question;
  });
  return {
    name: basename(resolve(folder)),
    form: 'beir',
    corpus: documents,
    unit: 'document',
    paragraphs: new Map(),
    questions,
  };
}

async function readJudgements(folder: string): Promise<RelevanceJudgements> {
  for (const name of qrelsFiles) {
    const file = join(folder, name);
    const exists = await access(file).then(
      () => true,
      () => false,
    );
    if (exists) return readQrels(file);
  }
  return new Map();
}

function checkSpans(
  question: QuestionLine,
  corpus: ReadonlyMap<string, CorpusDocument>,
  file: string,
  line: number,
): void {
  for (const span of question.spans) {
    const document = corpus.get(span.documentId);
    if (document === undefined) {
      throw datasetError(
        file,
        line,
        `a span names the document "${span.documentId}", which the corpus lacks`,
      );
    }
    if (locateSpan(normaliseText(document.text), span) === undefined) {
      throw datasetError(file, line, `the text of a span is not in the document "${span.documentId}"`);
    }
  }
}
