/**
 * A real, small model behind the guard: what it answers, unguarded and guarded. Usage:
 * `npx tsx tests/llm/measure.ts SET [QUESTIONS]`, where SET is a question set of any form that `citewell eval` reads;
 * `--record FILE` keeps what the model wrote, for the tests that replay it.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Answer } from '../../src/answering/answer.js';
import { Citewell } from '../../src/citewell.js';
import type { Claim } from '../../src/composing/claim.js';
import { ClaimScanner } from '../../src/composing/claim-scanner.js';
import { readDataset } from '../../src/evaluation/datasets/read-dataset.js';
import { writeCorpus } from '../../src/evaluation/datasets/write-corpus.js';
import { holdsAnswer } from '../../src/evaluation/metrics/answer-match.js';
import type { EvaluationQuestion } from '../../src/evaluation/question-set.js';

interface Measured {
  readonly question: EvaluationQuestion;
  readonly answer: Answer;
  readonly claims: readonly Claim[];
  /** Quotes of the answer that its documents do not hold at their place. */
  readonly wrongQuotes: number;
  readonly milliseconds: number;
}

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    record: { type: 'string' },
    threads: { type: 'string', default: '1' },
    tokens: { type: 'string', default: '2600' },
  },
});
const [dataset = 'tests/evaluation/article/questions.jsonl', most = '1000'] = positionals;

// Its packages are installed in this folder alone, and are not there for the type checker.
const { MODEL_PATH } = await import(new URL('./fetch-model.mjs', import.meta.url).href);
const { startModelServer } = await import(new URL('./openai-server.mjs', import.meta.url).href);

let output = '';
const recorded: { question: string; output: string }[] = [];
const server = await startModelServer(MODEL_PATH, {
  maxTokens: 200,
  threads: Number(options.threads),
  onCompletion: (_request: unknown, text: string) => {
    output = text;
  },
});
const folder = await mkdtemp(join(tmpdir(), 'citewell-llm-'));
try {
  const set = await readDataset(dataset);
  const knowledge = join(folder, 'corpus');
  await mkdir(knowledge);
  const hasCorpus = (await writeCorpus(set, join(knowledge, 'corpus.jsonl'))) > 0;
  const citewell = await Citewell.open({
    dataDir: join(folder, 'index'),
    knowledge: hasCorpus ? knowledge : 'knowledge',
    llm: 'openai:smollm2-135m-instruct',
    llmBaseUrl: server.url,
    llmDeadline: 50_000,
    llmTokens: Number(options.tokens),
    llmRequestsPerMinute: 0,
    readLimit: 5_000,
  });
  await citewell.index();
  const step = Math.max(1, set.questions.length / Number(most));
  const chosen = set.questions.filter(
    (_, position) => Math.floor(position / step) !== Math.floor((position - 1) / step),
  );
  const measured: Measured[] = [];
  for (const question of chosen) {
    output = '';
    const started = performance.now();
    const answer = await citewell.ask(question.text, { history: question.history });
    const milliseconds = performance.now() - started;
    if (answer.composition) recorded.push({ question: question.text, output });
    let wrongQuotes = 0;
    for (const { document, start, end, quote } of answer.citations) {
      const { text } = await citewell.getDocument(document.id);
      if (text.slice(start, end) !== quote) wrongQuotes++;
    }
    measured.push({ question, answer, claims: new ClaimScanner().push(output), wrongQuotes, milliseconds });
    process.stderr.write(`\r${measured.length} of ${chosen.length}`);
  }
  await citewell.close();
  process.stdout.write(`\n${JSON.stringify(summary(measured), null, 2)}\n`);
  if (options.record) {
    await writeFile(options.record, recorded.map((line) => `${JSON.stringify(line)}\n`).join(''));
  }
} finally {
  await server.close();
  await rm(folder, { recursive: true, force: true });
}
process.exit(0);

function summary(measured: readonly Measured[]) {
  const asked = measured.filter(({ answer }) => answer.composition !== undefined);
  const claiming = asked.filter(({ claims }) => claims.length > 0);
  const count = (list: readonly Measured[], holds: (each: Measured) => boolean) => list.filter(holds).length;
  const dropped: Record<string, number> = {};
  const shortfalls: Record<string, number> = {};
  for (const { answer } of asked) {
    for (const [reason, number] of Object.entries(answer.composition?.claims.dropped ?? {})) {
      dropped[reason] = (dropped[reason] ?? 0) + number;
    }
    const { shortfall } = answer.composition ?? {};
    if (shortfall) shortfalls[shortfall] = (shortfalls[shortfall] ?? 0) + 1;
  }
  const times = measured.map(({ milliseconds }) => Math.round(milliseconds)).sort((a, b) => a - b);
  return {
    questions: measured.length,
    refusedBeforeTheModel: measured.length - asked.length,
    unguarded: {
      answersWithClaims: claiming.length,
      withAnUnverifiedQuote: count(
        claiming,
        ({ answer }) => (answer.composition?.quotes.unverified ?? 0) > 0,
      ),
      withoutAnyQuote: count(claiming, ({ claims }) => claims.every(({ quotes }) => quotes.length === 0)),
      right: count(
        asked,
        ({ question, claims }) =>
          question.answers.length > 0 &&
          holdsAnswer(claims.map(({ text }) => text).join(' '), question.answers),
      ),
    },
    guarded: {
      answersByTheModel: count(asked, ({ answer }) => answer.composer === 'llm'),
      fallbacks: count(asked, ({ answer }) => answer.composer === 'extractive_fallback'),
      shortfalls,
      withAnUnverifiedQuote: count(measured, ({ wrongQuotes }) => wrongQuotes > 0),
      right: count(
        asked,
        ({ question, answer }) => question.answers.length > 0 && holdsAnswer(answer.text, question.answers),
      ),
      rightOfThoseByTheModel: count(
        asked,
        ({ question, answer }) =>
          answer.composer === 'llm' &&
          question.answers.length > 0 &&
          holdsAnswer(answer.text, question.answers),
      ),
    },
    claims: {
      kept: asked.reduce((sum, { answer }) => sum + (answer.composition?.claims.kept ?? 0), 0),
      dropped,
    },
    milliseconds: { median: times[Math.floor(times.length / 2)], longest: times.at(-1) },
  };
}
