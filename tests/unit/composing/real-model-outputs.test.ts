import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Citewell } from '../../../src/citewell.js';
import '../../../src/evaluation/testing.js';
import { reply, type ScriptedServer, startScriptedServer } from './support/scripted-model-server.js';

interface Recorded {
  readonly question: string;
  readonly output: string;
}

/** What SmolLM2-135M-Instruct wrote to the article's questions; `tests/llm/README.md` says how it is made. */
const RECORDED: readonly Recorded[] = readFileSync('tests/fixtures/composing/smollm2-article.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

describe('what a real, small model wrote', () => {
  let folder: string;
  let server: ScriptedServer;
  let citewell: Citewell;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'citewell-recorded-'));
    server = await startScriptedServer(reply(''));
    citewell = await Citewell.open({
      knowledge: 'knowledge',
      dataDir: folder,
      llm: 'openai:recorded',
      llmBaseUrl: server.url,
      llmRequestsPerMinute: 0,
      readLimit: 60_000,
    });
    await citewell.index();
  });

  afterAll(async () => {
    await citewell.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('invents quotes in most answers, and none of them is shown', async () => {
    let unverified = 0;
    for (const { question, output } of RECORDED) {
      server.behave(reply(output));
      const answer = await citewell.ask(question);
      await expect(answer).toQuoteVerbatim(citewell);
      if (answer.composer === 'llm') {
        const sources = [question, ...answer.citations.map(({ quote }) => quote)].join(' ');
        for (const [number] of answer.text.replace(/\[\d+\]/g, '').matchAll(/\d+/g))
          expect(sources).toContain(number);
      }
      if ((answer.composition?.quotes.unverified ?? 0) > 0) unverified++;
    }
    expect(RECORDED.length).toBeGreaterThan(10);
    expect(unverified).toBeGreaterThan(RECORDED.length / 3);
  });
});
