import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/package-root.js';
import { jsonLinesOf, PROGRAM, run } from './support/run-cli.js';

let folder: string;
const citewell = (args: readonly string[], input = '') => run(args, { cwd: folder, input });
/** Without the reader the questions take milliseconds; what a batch does with them is the same. */
const FAST = ['--reader', 'off', '--json'];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'citewell-batch-'));
  cpSync(join(packageRoot, 'knowledge'), join(folder, 'knowledge'), { recursive: true });
  await citewell(['index']);
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Line {
  readonly _id?: string | number;
  readonly line?: number;
  readonly question?: string;
  readonly error?: { readonly code: string; readonly message: string };
}

describe('citewell ask --batch', () => {
  it('writes a line for each of 1,000, in order, the bad ones reported; and nothing else on standard output', async () => {
    const bad: Readonly<Record<number, string>> = {
      3: '{"_id": "q3", "text": 7}',
      77: '{broken',
      500: JSON.stringify({ _id: 'q500', text: 'x'.repeat(100_000) }),
      998: '{"_id": "q998", "text": "   "}',
    };
    const questions = ['How much is Alibaba investing?', 'Who wrote it?', 'What is DeepSeek?'];
    const lines = Array.from({ length: 1_000 }, (_, number) => {
      const text = questions[number % questions.length] ?? '';
      return bad[number] ?? (number % 2 === 0 ? JSON.stringify({ _id: `q${number}`, text }) : text);
    });
    writeFileSync(join(folder, 'questions.jsonl'), `\uFEFF${lines.join('\r\n')}\r\n\r\n`);
    const asked = await citewell(['ask', '--batch', 'questions.jsonl', ...FAST]);
    const answers = jsonLinesOf(asked.stdout) as Line[];
    expect(answers).toHaveLength(1_000);
    for (const [number, answer] of answers.entries()) {
      if (number in bad) {
        expect(answer).toMatchObject({ line: number + 1, error: { code: expect.any(String) } });
      } else {
        expect(answer.error).toBeUndefined();
        expect(answer.question).toBe(questions[number % questions.length]);
        expect(answer._id).toBe(number % 2 === 0 ? `q${number}` : undefined);
      }
    }
    expect(answers[500]).toMatchObject({ _id: 'q500', error: { code: 'question_too_long' } });
    expect(asked.code).toBe(1);
    expect(asked.stderr.trim().split('\n')).toHaveLength(4);
    expect(asked.stderr).toContain('questions.jsonl, line 78: ');
  });

  it('reads standard input, follows a history, and exits with 0 where every line was asked', async () => {
    const history = [
      { role: 'user', text: 'How much is Alibaba investing?' },
      { role: 'assistant', content: 'More than US$52 billion.' },
    ];
    const input = `${JSON.stringify({ _id: 1, text: 'Over how many years?', history })}\nWho wrote it?`;
    const asked = await citewell(['ask', '--batch', '-', ...FAST], input);
    expect(asked).toMatchObject({ code: 0, stderr: '' });
    expect(jsonLinesOf(asked.stdout)).toMatchObject([{ _id: 1 }, { question: 'Who wrote it?' }]);
  });

  it('writes nothing for no questions', async () => {
    expect(await citewell(['ask', '--batch', '-', ...FAST], '\n\n')).toMatchObject({ code: 0, stdout: '' });
  });

  it('of a file that is not there says so', async () => {
    const asked = await citewell(['ask', '--batch', 'absent', ...FAST]);
    expect(asked).toMatchObject({ code: 1, stdout: '' });
    expect(asked.stderr).toMatch(/^absent cannot be read/);
  });

  it('is interrupted by Ctrl-C while it waits for a line', async () => {
    const batch = spawn(process.execPath, [PROGRAM, 'ask', '--batch', '-', ...FAST], { cwd: folder });
    batch.stdin.write('Who wrote it?\n');
    await once(batch.stdout, 'data');
    batch.kill('SIGINT');
    expect(await once(batch, 'close')).toEqual([130, null]);
  });

  it('ends with its own code where errors go down a pipe that nobody reads', async () => {
    const command = `("${process.execPath}" "${PROGRAM}" documents list --data-dir absent; echo $? > code) 2>&1 | true`;
    await once(spawn('sh', ['-c', command], { cwd: folder }), 'close');
    await expect
      .poll(() => existsSync(join(folder, 'code')) && readFileSync(join(folder, 'code'), 'utf8'))
      .toBe('4\n');
  });

  it('ends quietly when the reader of its output has enough', async () => {
    writeFileSync(join(folder, 'many.txt'), 'How much is Alibaba investing?\n'.repeat(300));
    const command = `"${process.execPath}" "${PROGRAM}" ask --batch many.txt ${FAST.join(' ')} | head -n 1 | wc -l`;
    const shell = spawn('sh', ['-c', command], { cwd: folder });
    let [stdout, stderr] = ['', ''];
    shell.stdout.on('data', (chunk) => {
      stdout += String(chunk);
    });
    shell.stderr.on('data', (chunk) => {
      stderr += String(chunk);
    });
    await once(shell, 'close');
    expect(stdout.trim()).toBe('1');
    expect(stderr).toBe('');
  });
});
