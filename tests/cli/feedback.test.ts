import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonLinesOf, run, start } from './support/run-cli.js';

const TOKEN = 'admin-token-of-the-tests-0123456789';

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'citewell-feedback-cli-'));
  mkdirSync(join(cwd, 'knowledge'));
  writeFileSync(join(cwd, 'knowledge', 'tea.txt'), 'Tea\n\nThe tea kitchen is on the third floor.\n');
});
afterAll(() => rmSync(cwd, { recursive: true }));

describe('what a server learns from those who ask', () => {
  it('says so where nobody asked yet', async () => {
    const questions = await run(['questions'], { cwd });
    expect(questions).toMatchObject({ code: 0, stdout: '' });
    expect(questions.stderr).toContain('No question went unanswered yet');
    expect((await run(['feedback', 'export'], { cwd })).stderr).toContain('Nobody rated');
    expect((await run(['questions', '--limit', '0'], { cwd })).code).toBe(2);
    expect((await run(['feedback', 'export', '--rating', 'some'], { cwd })).code).toBe(2);
  });

  it('is a question set that eval reads, and a list of what the documents lack', async () => {
    const environment = { CITEWELL_ADMIN_TOKEN: TOKEN };
    const server = start(['serve', '--port', '0'], { cwd, environment });
    const output = await server.saw(/answers at (\S+)/);
    const url = /answers at (\S+)/.exec(output)?.[1] ?? '';
    const post = (path: string, body: unknown) =>
      fetch(`${url}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
    const ask = async (question: string): Promise<{ id: string; outcome: string }> =>
      (await post('/api/ask', { question })).json();
    const { id, outcome } = await ask('Where is the tea kitchen?');
    expect(outcome).toBe('answered');
    expect((await post('/api/feedback', { answerId: id, helpful: true })).status).toBe(204);
    const lacking = 'Who invented \u001b[31mquantum chromodynamics?';
    for (const question of [lacking, lacking.toUpperCase()]) {
      expect((await ask(question)).outcome).toBe('not_found');
    }
    const metrics = await fetch(`${url}/metrics`, { headers: { Authorization: `Bearer ${TOKEN}` } });
    expect(await metrics.text()).toContain('citewell_answer_stage_duration_seconds_count{stage="embed"} 3');
    server.process.kill('SIGTERM');
    expect((await server.done).code).toBe(0);
    expect((await server.done).stderr).not.toContain(TOKEN);

    const exported = await run(['feedback', 'export'], { cwd });
    expect(jsonLinesOf(exported.stdout)).toMatchObject([
      { _id: id, text: 'Where is the tea kitchen?', answerable: true, rating: 'helpful' },
    ]);
    writeFileSync(join(cwd, 'rated.jsonl'), exported.stdout);
    const evaluated = await run(['eval', 'rated.jsonl', '--json'], { cwd });
    expect(evaluated.code).toBe(0);
    expect(JSON.parse(evaluated.stdout)).toMatchObject({ questions: expect.anything() });

    const questions = await run(['questions'], { cwd });
    expect(questions.stdout).toMatch(/^2\t\d{4}-\d\d-\d\d\tWho invented \\u\{1b\}\[31mquantum/);
    const json = jsonLinesOf((await run(['questions', '--json'], { cwd })).stdout);
    expect(json).toMatchObject([{ times: 2, question: lacking }]);
  });
});

describe('a token', () => {
  it('is shown by doctor as set, and has no flag', async () => {
    const environment = { CITEWELL_ADMIN_TOKEN: TOKEN };
    for (const form of [[], ['--json']]) {
      const { stdout, stderr } = await run(['doctor', ...form], { cwd, environment });
      expect(stdout).toMatch(/adminToken.*set/);
      expect(stdout + stderr).not.toContain(TOKEN);
    }
    expect((await run(['serve', '--admin-token', TOKEN], { cwd })).code).toBe(2);
    const short = await run(['doctor'], { cwd, environment: { CITEWELL_ADMIN_TOKEN: 'short' } });
    expect(short.code).toBe(2);
    expect(short.stderr).toMatch(/CITEWELL_ADMIN_TOKEN: must have 22 characters/);
  });
});
