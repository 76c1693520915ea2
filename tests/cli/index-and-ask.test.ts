import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/package-root.js';
import { earlierFingerprint, makeEarlier } from '../unit/indexing/support/earlier-index.js';
import { useWorkspace } from '../unit/indexing/support/workspace.js';
import { jsonLinesOf, type Run, run } from './support/run-cli.js';

const workspace = useWorkspace();
const citewell = (
  args: readonly string[],
  options: { input?: string; environment?: Record<string, string> } = {},
) => run(args, { cwd: workspace.folder, environment: { CITEWELL_DATA_DIR: 'data' }, ...options });

function useArticle(): void {
  cpSync(join(packageRoot, 'knowledge'), workspace.knowledge, { recursive: true });
}

async function indexArticle(): Promise<Run> {
  useArticle();
  return citewell(['index']);
}

describe('citewell index, then ask', () => {
  it('answers from the article with a quote that stands in it, and exits with 0', async () => {
    const indexed = await indexArticle();
    expect(indexed).toMatchObject({ code: 0, stdout: '' });
    expect(indexed.stderr).toMatch(/1 added.*\nThe index holds 1 document in/);
    const asked = await citewell(['ask', 'How much is Alibaba investing?', '--json']);
    expect(asked).toMatchObject({ code: 0, stderr: '' });
    const [answer] = jsonLinesOf(asked.stdout) as [
      { citations: { quote: string; start: number; end: number }[] },
    ];
    const shown = await citewell(['documents', 'show', 'china-ai-open-source.txt']);
    for (const { quote, start, end } of answer.citations) expect(shown.stdout.slice(start, end)).toBe(quote);
    expect(answer.citations[0]?.quote).toContain('US$52 billion');
    const people = await citewell(['ask', 'How much is Alibaba investing?']);
    expect(people.stdout).toContain('[1] China’s AI Industry');
    expect(people.stdout).not.toContain('\u001b');
  });

  it('names all documents of the same text, and verifies the quote in each', async () => {
    useArticle();
    const article = readFileSync(join(workspace.knowledge, 'china-ai-open-source.txt'));
    workspace.write('archive/copy.txt', article);
    const indexed = await citewell(['index']);
    const alone = await citewell(['index', '--data-dir', 'other', 'knowledge/archive']);
    const embedded = (report: Run) => /(\d+) passages? embedded/.exec(report.stderr)?.[1] ?? 'none';
    expect(embedded(indexed)).toMatch(/^\d+$/);
    expect(embedded(indexed)).toBe(embedded(alone));
    const asked = await citewell(['ask', 'How much is Alibaba investing?']);
    expect(asked.stdout).toMatch(/\n {4}also in (archive\/copy|china-ai-open-source)\.txt\n/);
    const { stdout } = await citewell(['ask', 'How much is Alibaba investing?', '--json']);
    writeFileSync(join(workspace.folder, 'saved.json'), stdout);
    expect(await citewell(['verify', 'saved.json'])).toMatchObject({ code: 0 });
    const forged = stdout.replaceAll('"id":"archive/copy.txt"', '"id":"nowhere.txt"');
    writeFileSync(join(workspace.folder, 'saved.json'), forged);
    const verified = await citewell(['verify', 'saved.json']);
    expect(verified).toMatchObject({ code: 1 });
    expect(verified.stdout).toContain('nowhere.txt: the document is not in the index');
  });

  it('exits with 3 where the documents hold no answer', async () => {
    await indexArticle();
    for (const args of [['Hello!'], ['How much is Alibaba investing?', '--refuse-below', '1']]) {
      const asked = await citewell(['ask', ...args, '--json']);
      expect(asked.code).toBe(3);
      expect(jsonLinesOf(asked.stdout)).toMatchObject([{ outcome: 'not_found', citations: [] }]);
    }
  });

  it('exits with 4 where there is no index, says what to run, and makes no folder', async () => {
    for (const args of [
      ['ask', 'Anything?'],
      ['documents', 'list'],
      ['documents', 'remove', 'a'],
      ['export', 'backup.zip'],
      ['doctor'],
    ]) {
      const asked = await citewell(args);
      expect(asked.code, args.join(' ')).toBe(4);
      expect(asked.stderr + asked.stdout).toContain('citewell index');
      if (args[0] !== 'doctor') expect(existsSync(workspace.dataDir)).toBe(false);
    }
    // Doctor has made an empty store.
    expect((await citewell(['export', 'backup.zip'])).code).toBe(4);
  });

  it('exits with 4 and a clear message where the index is damaged, or of a newer version', async () => {
    await indexArticle();
    const file = join(workspace.dataDir, 'knowledge.sqlite');
    const database = new Database(file);
    database.pragma('user_version = 99');
    database.close();
    const newer = await citewell(['ask', 'Anything?']);
    expect(newer).toMatchObject({ code: 4, stdout: '' });
    expect(newer.stderr).toMatch(/^The index was made by a newer version/);
    writeFileSync(file, 'not a database '.repeat(1_000));
    const damaged = await citewell(['ask', 'Anything?']);
    expect(damaged).toMatchObject({ code: 4, stdout: '' });
    expect(damaged.stderr).toMatch(/is damaged/);
    expect(damaged.stderr).not.toMatch(/\n\s+at /);
  });

  it('exits with 0 for help and version', async () => {
    expect(await citewell(['--help'])).toMatchObject({ code: 0, stderr: '' });
    expect(await citewell(['--version'])).toMatchObject({ code: 0, stdout: '0.1.0\n' });
    expect((await citewell(['documents', '--help'])).stdout).toContain('remove');
  });
});

describe('what is not a command', () => {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'citewell-usage-'));
    cpSync(join(packageRoot, 'knowledge'), join(folder, 'knowledge'), { recursive: true });
    await run(['index'], { cwd: folder });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    [['ask']],
    [['ask', '']],
    [['ask', 'a', '--batch', 'b']],
    [['ask', 'x'.repeat(100_000)]],
    [['nothing']],
    [['index', '--nothing']],
    [['index', '--port', 'many']],
    [['documents', 'show']],
    [['documents', 'remove']],
  ])('exits with 2 and says what is wrong: %.60j', async (args) => {
    const refused = await run(args, { cwd: folder });
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr.length).toBeGreaterThan(10);
    expect(refused.stderr).not.toMatch(/\n\s+at /);
  });
});

describe('citewell index', () => {
  it('exits with 1 and lists the files that could not go in, with reasons; the others are in', async () => {
    workspace.write('good.txt', 'The lighthouse is forty metres tall.');
    workspace.write('binary.txt', new Uint8Array([0x63, 0x61, 0x66, 0xe9, 0x01, 0x02]));
    workspace.write('empty.txt', '');
    workspace.write('broken.jsonl', '{"_id":"a","text":"fine"}\n{broken\n');
    const indexed = await citewell(['index']);
    expect(indexed.code).toBe(1);
    expect(indexed.stderr).toContain('3 could not be indexed:');
    expect(indexed.stderr).toMatch(/binary\.txt is not UTF-8 \(byte 3\)/);
    expect(indexed.stderr).toMatch(/empty\.txt is empty/);
    expect(indexed.stderr).toMatch(/broken\.jsonl, line 2/);
    expect((await citewell(['documents', 'list'])).stdout).toMatch(/^a\t.+\ngood\.txt\t.+\n$/);
  });

  it('with --verbose says why files are left out and what is wrong with documents, below the path that is given', async () => {
    workspace.write('a.txt', 'A sentence.');
    workspace.write('old.doc', 'x');
    workspace.write('sub/prices.csv', Buffer.from('Plan;Preis\nCaf\xe9;5\n', 'latin1'));
    workspace.write('sub/photo.jpg', 'x');
    const quiet = await citewell(['index']);
    expect(quiet.stderr).not.toMatch(/left out:|windows-1252/u);
    const { code, stdout, stderr } = await citewell(['index', '--verbose', 'knowledge/sub']);
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toContain('left out: sub/photo.jpg is of a format that is not read. Run text recognition');
    expect(stderr).toContain('sub/prices.csv: It is not UTF-8; it was read as windows-1252.');
    expect(stderr).not.toContain('old.doc');
    expect((await citewell(['index', '--verbose'])).stderr).toContain('left out: old.doc');
    const listed = await citewell(['documents', 'list']);
    expect(listed.stdout).toMatch(/^a\.txt\t.*\t11 characters\t11 bytes\t1 passage$/mu);
  });

  it('refuses an empty folder and a folder that is not there, and leaves the index whole', async () => {
    workspace.write('a.txt', 'The lighthouse is forty metres tall.');
    await citewell(['index']);
    workspace.remove('a.txt');
    const empty = await citewell(['index']);
    expect(empty).toMatchObject({ code: 1, stdout: '' });
    expect(empty.stderr).toMatch(/There is no file to index in knowledge/);
    const absent = await citewell(['index', '--knowledge', 'absent']);
    expect(absent).toMatchObject({ code: 1, stdout: '' });
    expect(absent.stderr).toMatch(/absent cannot be read \(ENOENT\)/);
    expect((await citewell(['documents', 'list'])).stdout).toMatch(/^a\.txt\t/);
  });

  it('says so where the data folder cannot be written', async () => {
    useArticle();
    writeFileSync(join(workspace.folder, 'file'), '');
    const indexed = await citewell(['index', '--data-dir', 'file']);
    expect(indexed.code).toBe(1);
    expect(indexed.stderr).toMatch(/^The data folder file could not be used/);
  });

  it('reports as JSON on standard output when asked to', async () => {
    useArticle();
    const indexed = await citewell(['index', '--json']);
    expect(jsonLinesOf(indexed.stdout)).toMatchObject([{ documents: 1, added: 1, failures: [] }]);
  });
});

describe('citewell documents', () => {
  it('lists, shows and removes; a removed document of a file that is still there returns', async () => {
    workspace.write('a.txt', 'The lighthouse is forty metres tall.');
    workspace.write('b.txt', 'Bread is baked from flour.');
    await citewell(['index']);
    const listed = await citewell(['documents', 'list', '--json']);
    expect(jsonLinesOf(listed.stdout)).toMatchObject([{ id: 'a.txt', passages: 1 }, { id: 'b.txt' }]);
    expect(await citewell(['documents', 'show', 'b.txt'])).toMatchObject({
      code: 0,
      stdout: 'Bread is baked from flour.',
    });
    const unknown = await citewell(['documents', 'remove', 'a.txt', 'c.txt']);
    expect(unknown.code).toBe(1);
    expect(unknown.stderr).toMatch(/"c\.txt"/);
    const removed = await citewell(['documents', 'remove', 'a.txt']);
    expect(removed).toMatchObject({ code: 0, stdout: '' });
    expect(removed.stderr).toMatch(/returns at the next "citewell index"/);
    expect((await citewell(['documents', 'show', 'a.txt'])).code).toBe(1);
    await citewell(['index']);
    expect((await citewell(['documents', 'show', 'a.txt'])).code).toBe(0);
  });
});

describe('citewell verify', () => {
  it('finds every quote of saved answers verbatim, and a tampered one, a moved one and a lost document', async () => {
    await indexArticle();
    const asked = await citewell(['ask', 'How much is Alibaba investing?', '--json']);
    const saved = join(workspace.folder, 'answers.jsonl');
    writeFileSync(saved, asked.stdout);
    const verified = await citewell(['verify', 'answers.jsonl']);
    expect(verified.code).toBe(0);
    expect(verified.stdout).toMatch(/1 answers, \d+ quotes checked: all verbatim/);

    const tampering: readonly [string, string][] = [
      [readFileSync(saved, 'utf8').replaceAll('52 billion', '53 billion'), 'does not stand at its place'],
      [readFileSync(saved, 'utf8').replace(/"start":(\d+)/, '"start":1$1'), 'does not stand at its place'],
      [readFileSync(saved, 'utf8').replaceAll('china-ai-open-source.txt', 'gone.txt'), 'not in the index'],
      [readFileSync(saved, 'utf8').replace('"text":"', '"text":"Made up. '), 'not that of its quotes'],
      [
        readFileSync(saved, 'utf8').replace(/"highlights":\[\{"start":\d+/, '"highlights":[{"start":1'),
        'outside the quote',
      ],
    ];
    for (const [content, problem] of tampering) {
      writeFileSync(saved, content);
      const refuted = await citewell(['verify', 'answers.jsonl']);
      expect(refuted.code).toBe(1);
      expect(refuted.stdout).toContain(problem);
    }
    writeFileSync(saved, '');
    expect((await citewell(['verify', 'answers.jsonl'])).stderr).toContain('holds no answers');
    writeFileSync(saved, 'no answers');
    expect((await citewell(['verify', 'answers.jsonl'])).code).toBe(1);
    expect((await citewell(['verify', 'absent.jsonl'])).stderr).toMatch(/absent\.jsonl cannot be read/);
  });

  it('says where the document has changed since', async () => {
    workspace.write('a.txt', 'The lighthouse is forty metres tall.');
    await citewell(['index']);
    const asked = await citewell(['ask', 'How tall is the lighthouse?', '--json']);
    writeFileSync(join(workspace.folder, 'answers.jsonl'), asked.stdout);
    workspace.write('a.txt', 'Once more: the lighthouse is fifty metres tall.');
    await citewell(['index']);
    const refuted = await citewell(['verify', 'answers.jsonl']);
    expect(refuted).toMatchObject({ code: 1 });
    expect(refuted.stdout).toContain('has changed since');
  });
});

describe('citewell doctor', () => {
  it('finds everything right after indexing, and says where each setting comes from', async () => {
    await indexArticle();
    const examined = await citewell(['doctor', '--json', '--port', '9', '--workers', '3']);
    expect(examined.code).toBe(0);
    const [report] = jsonLinesOf(examined.stdout) as [{ settings: unknown[]; findings: { ok: boolean }[] }];
    expect(report.settings).toContainEqual({ name: 'port', value: 9, origin: '--port' });
    expect(report.settings).toContainEqual({ name: 'dataDir', value: 'data', origin: 'CITEWELL_DATA_DIR' });
    expect(report.findings.every(({ ok }) => ok)).toBe(true);
    expect(report.findings).toContainEqual({ name: 'embedding workers', ok: true, detail: '3' });
    expect(report.findings.length).toBeGreaterThanOrEqual(5);
  });

  it('exits with 4 where there is no index, and makes no folder', async () => {
    const examined = await citewell(['doctor']);
    expect(examined.code).toBe(4);
    expect(examined.stdout).toMatch(/✗ store: .*citewell index/);
    expect(examined.stdout).toMatch(/✗ answering: .*citewell index/);
    expect((await citewell(['doctor', '--repair'])).code).toBe(4);
    expect(existsSync(workspace.dataDir)).toBe(false);
  });

  it('says that an earlier version has made the index, which answers meanwhile', async () => {
    await indexArticle();
    await makeEarlier(workspace.dataDir, earlierFingerprint);
    const examined = await citewell(['doctor']);
    expect(examined.code).toBe(0);
    expect(examined.stdout).toMatch(/✓ answering: .*earlier version.*citewell index/);
  });

  it('exits with 4 where the index is damaged, and with 1 where a model is', async () => {
    await indexArticle();
    const model = await citewell(['doctor', '--models', 'absent']);
    expect(model.stdout).toMatch(/✗ embedding model: No embedding model in absent/);
    writeFileSync(join(workspace.dataDir, 'knowledge.sqlite'), 'not a database '.repeat(1_000));
    const index = await citewell(['doctor']);
    expect(index.code).toBe(4);
    expect(index.stdout).toMatch(/✗ store: The index in data is damaged/);
  });
});

describe('settings', () => {
  const portOf = async (args: readonly string[], environment: Record<string, string>) => {
    const examined = await citewell(['doctor', '--json', ...args], { environment });
    const [report] = jsonLinesOf(examined.stdout) as [
      { settings: { name: string; value: unknown; origin: string }[] },
    ];
    const setting = report.settings.find(({ name }) => name === 'port');
    return [setting?.value, setting?.origin];
  };

  it('come from a flag, else a variable, else the file, else the default', async () => {
    expect(await portOf([], {})).toEqual([8787, 'default']);
    writeFileSync(join(workspace.folder, 'citewell.config.json'), '{"port": 1001}');
    expect(await portOf([], {})).toEqual([1001, 'citewell.config.json']);
    expect(await portOf([], { CITEWELL_PORT: '1002' })).toEqual([1002, 'CITEWELL_PORT']);
    expect(await portOf(['--port', '1003'], { CITEWELL_PORT: '1002' })).toEqual([1003, '--port']);
  });

  it.each([
    ['{"port": "many"}', /citewell\.config\.json:.*port/s],
    ['{"portt": 1}', /portt/],
    ['[1]', /not a JSON object/],
    ['{', /not a JSON object/],
  ])('in a file that is wrong exit with 2 and name the file: %s', async (content, expected) => {
    writeFileSync(join(workspace.folder, 'citewell.config.json'), content);
    const refused = await citewell(['index']);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(expected);
  });

  it('in a variable that is wrong name the variable', async () => {
    const refused = await citewell(['index'], { environment: { CITEWELL_REFUSE_BELOW: '7' } });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/^CITEWELL_REFUSE_BELOW/);
  });
});
