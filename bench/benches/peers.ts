import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { holdsAnswer } from '../../src/evaluation/metrics/answer-match.js';
import type { BenchOptions, BenchResult, Figure } from '../bench.js';
import type { BenchDocument, Finding } from '../contenders/contender.js';
import { ContenderProcess } from '../contenders/contender-process.js';
import { CITEWELL, CONTENDERS, type ContenderEntry } from '../contenders/contenders.js';
import { installPeers } from '../contenders/install-peers.js';
import { type BenchQuestion, readBenchCorpus, sample } from '../corpora.js';
import { folderBytes } from '../measuring/folder-bytes.js';
import { median, quantile } from '../measuring/quantile.js';

const CHANGED_SHARE = 0.01;

interface Asked {
  readonly question: BenchQuestion;
  readonly milliseconds: number;
  readonly finding: Finding;
}

/** The same documents, questions and embedding model for all; each in a process of its own. */
export async function peers(options: BenchOptions): Promise<BenchResult> {
  installPeers(options.say);
  const corpus = await readBenchCorpus(options.data, options.documents);
  const questions = sample(corpus.questions, options.questions);
  const folder = await mkdtemp(join(options.cache, 'peers-'));
  try {
    const figures = [
      ...(await indexing(corpus.documents, folder, options)),
      ...(await starting(folder, options)),
      ...(await asking(questions, folder, options)),
      ...(await updating(corpus.documents, folder, options)),
    ];
    const setting = `${corpus.documents.length} documents, ${questions.length} questions of XQuAD`;
    return { setting, reference: CITEWELL, figures };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const folderOf = (folder: string, { name, indexOf }: ContenderEntry) => join(folder, indexOf ?? name);
const indexers = CONTENDERS.filter(({ indexOf }) => indexOf === undefined);

async function indexing(
  documents: readonly BenchDocument[],
  folder: string,
  { say }: BenchOptions,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const entry of indexers) {
    const { name: subject } = entry;
    await mkdir(folderOf(folder, entry));
    const contender = await ContenderProcess.start(entry.module);
    const { milliseconds, peakBytes } = await contender.run('index', documents, folderOf(folder, entry));
    await contender.stop();
    const bytes =
      (await folderBytes(folderOf(folder, entry))) -
      (await folderBytes(join(folderOf(folder, entry), 'documents')));
    say(`${subject}: indexed in ${Math.round(milliseconds / 1000)} s`);
    figures.push(
      { subject, measure: 'index', value: milliseconds / 1000, unit: 's' },
      { subject, measure: 'index, peak memory', value: peakBytes / 1e6, unit: 'MB' },
      { subject, measure: 'on disk', value: bytes / 1e6, unit: 'MB' },
    );
  }
  return figures;
}

async function starting(folder: string, { rounds }: BenchOptions): Promise<Figure[]> {
  const times = new Map(CONTENDERS.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const entry of CONTENDERS) {
      const contender = await ContenderProcess.start(entry.module);
      const { sinceStart } = await contender.run('open', folderOf(folder, entry));
      times.get(entry.name)?.push(sinceStart);
      await contender.stop();
    }
  }
  return [...times].map(([subject, measured]) => ({
    subject,
    measure: 'start to ready',
    value: median(measured),
    unit: 'ms',
  }));
}

/** Every question to each in turn, so that a busy moment of the machine meets all alike. */
async function asking(
  questions: readonly BenchQuestion[],
  folder: string,
  { say }: BenchOptions,
): Promise<Figure[]> {
  const running = [];
  for (const entry of CONTENDERS) {
    const contender = await ContenderProcess.start(entry.module);
    await contender.run('open', folderOf(folder, entry));
    running.push({ name: entry.name, contender, asked: [] as Asked[], peakBytes: 0 });
  }
  for (const question of questions) {
    for (const one of running) {
      const { milliseconds, peakBytes, finding } = await one.contender.run('ask', question.text);
      if (finding) one.asked.push({ question, milliseconds, finding });
      one.peakBytes = peakBytes;
    }
  }
  for (const { contender } of running) await contender.stop();
  say(`${questions.length} questions asked`);
  return running.flatMap(({ name, asked, peakBytes }) => questionFigures(name, asked, peakBytes));
}

function questionFigures(subject: string, asked: readonly Asked[], peakBytes: number): Figure[] {
  const [cold, ...warm] = asked.map(({ milliseconds }) => milliseconds);
  const share = (text: (finding: Finding) => string) =>
    asked.filter(({ question, finding }) => holdsAnswer(text(finding), question.answers)).length /
    asked.length;
  const words = asked.map(({ finding }) => finding.text.split(/\s+/).length);
  return [
    { subject, measure: 'first question', value: cold ?? Number.NaN, unit: 'ms' },
    { subject, measure: 'question p50', value: median(warm), unit: 'ms' },
    { subject, measure: 'question p95', value: quantile(warm, 0.95), unit: 'ms' },
    { subject, measure: 'asking, peak memory', value: peakBytes / 1e6, unit: 'MB' },
    { subject, measure: 'what is shown answers', value: share(({ text }) => text), unit: 'share' },
    { subject, measure: 'its length', value: median(words), unit: 'words' },
  ];
}

async function updating(
  documents: readonly BenchDocument[],
  folder: string,
  { say }: BenchOptions,
): Promise<Figure[]> {
  const changed = sample(documents, Math.ceil(CHANGED_SHARE * documents.length)).map((document) => ({
    ...document,
    text: `${document.text} This sentence was added.`,
  }));
  const byId = new Map(changed.map((document) => [document.id, document]));
  const current = documents.map((document) => byId.get(document.id) ?? document);
  const figures: Figure[] = [];
  for (const entry of indexers) {
    const contender = await ContenderProcess.start(entry.module);
    const { milliseconds } = await contender.run('update', current, changed, folderOf(folder, entry));
    await contender.stop();
    say(`${entry.name}: brought up to date in ${(milliseconds / 1000).toFixed(1)} s`);
    figures.push({ subject: entry.name, measure: '1% changed', value: milliseconds / 1000, unit: 's' });
  }
  return figures;
}
