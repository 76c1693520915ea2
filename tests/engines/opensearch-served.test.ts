import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Answer } from '../../src/answering/answer.js';
import { PASSAGES_A_BATCH } from '../../src/indexing/embed-document.js';
import type { IndexReport } from '../../src/indexing/index-report.js';
import { type RunningProgram, run, start } from '../cli/support/run-cli.js';
import { startCluster } from './opensearch/start-cluster.js';
import { startOrSkip } from './opensearch/start-or-skip.js';

const TOKEN = 'a-token-of-twenty-two-characters';
/** Longer than many answers take: this machine may be busy. */
const PATIENCE = { timeout: 120_000, interval: 500 };

const { engine: cluster, reason } = await startOrSkip(() => startCluster());
let folder: string;
let knowledge: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'citewell-served-'));
  knowledge = join(folder, 'knowledge');
  await mkdir(knowledge);
  await writeFile(join(knowledge, 'harbour.txt'), 'The harbour of Ystad opened in 1866.');
});
afterAll(async () => {
  for (const { process } of servers) process.kill('SIGKILL');
  await cluster?.stop();
  rmSync(folder, { recursive: true });
});

const environment = (dataDir: string, more: Readonly<Record<string, string>> = {}) => ({
  CITEWELL_STORE: `opensearch:${cluster?.nodes[0]}`,
  CITEWELL_DATA_DIR: join(folder, dataDir),
  CITEWELL_KNOWLEDGE: knowledge,
  CITEWELL_ADMIN_TOKEN: TOKEN,
  ...more,
});

const citewell = (dataDir: string, args: readonly string[], more?: Readonly<Record<string, string>>) =>
  run(args, { cwd: folder, environment: environment(dataDir, more) });

interface Server {
  readonly process: RunningProgram['process'];
  readonly done: RunningProgram['done'];
  readonly url: string;
}

const servers: Server[] = [];

async function serve(dataDir: string, ...flags: string[]): Promise<Server> {
  const args = ['serve', '--port', '0', ...flags];
  const { process, done, saw } = start(args, { cwd: folder, environment: environment(dataDir) });
  const url = /answers at (http\S+)/.exec(await saw(/answers at (http\S+)/))?.[1] ?? '';
  const server = { process, done, url };
  servers.push(server);
  return server;
}

async function stop(server: Server): Promise<void> {
  server.process.kill('SIGTERM');
  expect((await server.done).code).toBe(0);
}

function ask({ url }: Server, question: string): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(`${url}/api/ask`, { method: 'POST', headers, body: JSON.stringify({ question }) });
}

/** Waits until the server answers with these words. */
async function answers(server: Server, question: string, words: string): Promise<Answer> {
  return vi.waitFor(async () => {
    const answer = (await (await ask(server, question)).json()) as Answer;
    expect(answer.text).toContain(words);
    return answer;
  }, PATIENCE);
}

async function upload({ url }: Server, name: string, text: string): Promise<number> {
  const body = new FormData();
  body.append('file', new Blob([text]), name);
  const headers = { authorization: `Bearer ${TOKEN}` };
  return (await fetch(`${url}/api/documents`, { method: 'POST', headers, body })).status;
}

async function listed(dataDir: string): Promise<string[]> {
  const { stdout } = await citewell(dataDir, ['documents', 'list', '--json']);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { id: string }).id);
}

/** Embeds by the letters of a text; kills its process at the first text after so many. */
function embedderModule(name: string, lastText = Number.MAX_SAFE_INTEGER): string {
  const file = join(folder, name);
  writeFileSync(
    file,
    `export const fingerprint = 'letters-1';
let seen = 0;
const letters = (text) => {
  const vector = new Array(32).fill(0.01);
  for (const character of text.toLowerCase()) vector[character.charCodeAt(0) % 32] += 1;
  return vector;
};
export default {
  embedQuery: async (text) => letters(text),
  embedDocuments: async (texts) => {
    seen += texts.length;
    if (seen > ${lastText}) process.kill(process.pid, 'SIGKILL');
    return texts.map(letters);
  },
};
`,
  );
  return file;
}

describe.skipIf(!cluster)(`Citewell on OpenSearch${reason}`, () => {
  it('is served by several that start at once, each with uploads of its own that all answer from', async () => {
    const [one, two] = await Promise.all([serve('one', '--watch'), serve('two')]);
    for (const server of [one, two]) await answers(server, 'When did the harbour of Ystad open?', '1866');

    expect(await upload(one, 'lighthouse.txt', 'The lighthouse of Ystad has 40 lamps.')).toBe(202);
    await answers(two, 'How many lamps has the lighthouse of Ystad?', '40 lamps');
    expect(await upload(two, 'mill.txt', 'The mill of Ystad was built by Nils Berg.')).toBe(202);
    await answers(one, 'Who built the mill of Ystad?', 'Nils Berg');
    // A run of either looks at its own folder, and leaves what the other has.
    for (const dataDir of ['one', 'two']) expect((await citewell(dataDir, ['index'])).code).toBe(0);
    expect(await listed('one')).toEqual(['harbour.txt', 'lighthouse.txt', 'mill.txt']);

    await writeFile(join(knowledge, 'crane.txt'), 'The crane of Ystad lifts 12 tonnes.');
    const answer = await answers(two, 'How many tonnes does the crane of Ystad lift?', '12 tonnes');
    const [citation] = answer.citations;
    const source = await fetch(`${two.url}/api/documents/crane.txt/text`);
    expect((await source.text()).slice(citation?.start, citation?.end)).toBe(citation?.quote);

    const headers = { authorization: `Bearer ${TOKEN}` };
    const taken = await fetch(`${two.url}/api/documents/lighthouse.txt`, { method: 'DELETE', headers });
    expect(await taken.json()).toMatchObject({ code: 'not_an_upload' });
    const gone = await fetch(`${one.url}/api/documents/lighthouse.txt`, { method: 'DELETE', headers });
    expect(gone.status).toBe(202);
    await vi.waitFor(async () => expect(await listed('two')).not.toContain('lighthouse.txt'), PATIENCE);
    await Promise.all([one, two].map(stop));
  });

  it('refuses to export and to import, and says what to do instead', async () => {
    for (const args of [
      ['export', 'backup.zip'],
      ['import', 'backup.zip'],
    ]) {
      const { code, stderr } = await citewell('one', args);
      expect(code).toBe(2);
      expect(stderr).toMatch(/snapshot of the cluster's indexes "citewell-\*".*copy the data folder/);
    }
  });

  it('is looked through, listed and verified as on one machine', async () => {
    const doctor = await citewell('one', ['doctor', '--repair']);
    expect(doctor.stdout).toMatch(/Nothing is damaged/);
    expect(doctor.stdout).toMatch(/✓ store: OpenSearch at http.*passages in place/);
    const answer = await citewell('one', ['ask', 'When did the harbour of Ystad open?', '--json']);
    const file = join(folder, 'answer.json');
    writeFileSync(file, answer.stdout);
    expect((await citewell('one', ['verify', file])).code).toBe(0);
    const missing = await citewell('one', ['documents', 'show', 'nothing.txt']);
    expect(missing.code).not.toBe(0);
    const other = await citewell('one', ['ask', 'When?', '--store-index', 'another']);
    expect(other).toMatchObject({ code: 4 });
    expect(other.stderr).toMatch(/no index "another".*citewell index/s);
  });

  it('answers from the index of the model before while another is brought in, resumably, beside it', async () => {
    // More than is stored beside the index at once.
    const halls = Array.from({ length: 280 }, (_, number) => ({
      _id: `hall-${number}`,
      title: `Hall ${number}`,
      text: `Hall ${number} of Ystad has ${number + 1000} seats.`,
    }));
    const lines = halls.map((hall) => JSON.stringify(hall)).join('\n');
    await writeFile(join(knowledge, 'halls.jsonl'), lines);
    const before = await citewell('one', ['index', '--json']);
    const server = await serve('two', '--no-index');
    await answers(server, 'How many seats has hall 7 of Ystad?', '1007');

    // Two texts a passage: it dies in the second batch.
    const dying = {
      CITEWELL_EMBEDDER: embedderModule('dying.mjs', 3 * PASSAGES_A_BATCH),
      CITEWELL_WORKERS: '1',
    };
    const killed = start(['index'], { cwd: folder, environment: environment('one', dying) });
    expect((await killed.done).code).toBeNull();
    await answers(server, 'How many seats has hall 9 of Ystad?', '1009');

    const whole = { CITEWELL_EMBEDDER: embedderModule('whole.mjs') };
    const resumed = await citewell('one', ['index', '--json'], whole);
    const { documents, reembedded, embedded } = JSON.parse(resumed.stdout) as IndexReport;
    expect(reembedded).toBe(documents);
    expect(embedded).toBeGreaterThan(0);
    // What the killed run had stored is not embedded again.
    expect(embedded).toBeLessThan((JSON.parse(before.stdout) as IndexReport).embedded - PASSAGES_A_BATCH / 2);
    const found = await citewell('one', ['documents', 'list', '--json'], whole);
    expect(found.stdout.match(/"hall-/g)).toHaveLength(halls.length);
    // The server has the model before, whose vectors are gone.
    const refused = await ask(server, 'How many seats has hall 7 of Ystad?');
    expect(await refused.json()).toMatchObject({ status: 503, code: 'index_incompatible' });
    await stop(server);
    expect((await citewell('one', ['index'])).code).toBe(0);
  });

  it('says that it cannot answer while the cluster is gone, and names no address', async () => {
    const server = await serve('two', '--no-index');
    await answers(server, 'When did the harbour of Ystad open?', '1866');
    await cluster?.stop();
    const response = await ask(server, 'When did the harbour of Ystad open?');
    const problem = await response.text();
    expect(JSON.parse(problem)).toMatchObject({ status: 503, code: 'storage_failed' });
    expect(problem).not.toContain('127.0.0.1');
    await stop(server);
  });
});
