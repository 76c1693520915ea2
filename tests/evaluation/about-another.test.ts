import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Citewell } from '../../src/citewell.js';

describe('where all that is said is about another version', () => {
  let folder: string;
  let citewell: Citewell;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'citewell-another-'));
    const knowledge = join(folder, 'knowledge');
    await mkdir(knowledge);
    await writeFile(
      join(knowledge, 'migration.md'),
      '# Migration\n\n| Setting | 4.2 | 5.0 |\n| --- | --- | --- |\n' +
        '| Log retention of the hub | 14 days | 21 days |\n| Rate limit | 600 a minute | 1200 a minute |\n',
    );
    citewell = await Citewell.open({ knowledge, dataDir: join(folder, 'data'), readLimit: 60_000 });
    await citewell.index();
  });

  afterAll(async () => {
    await citewell.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('the version that it is about is answered for', async () => {
    const { outcome, citations } = await citewell.ask('log retention in 4.2');
    expect(outcome).toBe('answered');
    expect(citations[0]?.quote).toContain('14 days');
  });

  it('another is not, however much else agrees, and the nearest is shown', async () => {
    const answer = await citewell.ask('log retention in 4.0');
    expect(answer.outcome).toBe('not_found');
    expect(answer.related[0]?.quote).toContain('14 days');
  });
});
