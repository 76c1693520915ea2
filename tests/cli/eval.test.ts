import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/package-root.js';
import { useWorkspace } from '../unit/indexing/support/workspace.js';
import { run } from './support/run-cli.js';

const workspace = useWorkspace();
const evaluation = (...args: string[]) =>
  run(['eval', 'questions.jsonl', '--reader', 'off', ...args], { cwd: workspace.folder });

beforeEach(() => {
  cpSync(join(packageRoot, 'knowledge'), workspace.knowledge, { recursive: true });
  const question = { _id: '1', text: 'How much is Alibaba investing?', answers: ['US$52 billion'] };
  writeFileSync(join(workspace.folder, 'questions.jsonl'), `${JSON.stringify(question)}\n`);
});

describe('citewell eval', () => {
  it('whose report cannot be written prints the measures and says so in a line', async () => {
    const { code, stdout, stderr } = await evaluation('--report', join('absent', 'report.html'));
    expect(code).toBe(1);
    expect(stdout).toContain('questions');
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(
      /^absent.report\.html could not be written \(ENOENT\)/,
    );
  });
});
