import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportBackup } from '../../src/backup/export-backup.js';
import { finishImport } from '../../src/backup/finish-import.js';
import { importBackup } from '../../src/backup/import-backup.js';
import { seededIntegers } from '../../src/evaluation/metrics/random.js';
import { openFeedbackDatabase } from '../../src/feedback/feedback-database.js';
import { packageRoot } from '../../src/package-root.js';
import { earlierFingerprint, makeEarlier } from '../unit/indexing/support/earlier-index.js';
import { ChangingCorpus } from './support/changing-corpus.js';
import { HashedEmbeddings } from './support/hashed-embeddings.js';
import { indexFolder, wholeDocumentsOf } from './support/indexed-folder.js';
import { repeat, timesOf } from './support/repetition.js';
import { findingsOf } from './support/store-findings.js';

const KILLED_IMPORTS = timesOf('IMPORTS', 8);
const DAMAGED_BACKUPS = timesOf('BACKUPS', 60);

let folder: string;
let corpus: ChangingCorpus;
/** Paths in the test's folder. */
const at = (name: string) => join(folder, name);
const model = new HashedEmbeddings();

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'citewell-backup-'));
  corpus = new ChangingCorpus(at('knowledge'));
  for (let file = 0; file < 12; file++) corpus.add(seededIntegers(file));
  await indexFolder(corpus.folder, at('data'));
  mkdirSync(at('data/uploads/guides'), { recursive: true });
  writeFileSync(at('data/uploads/guides/one.txt'), 'The first guide.');
  writeFileSync(at('data/uploads/two.txt'), 'The second guide.');
  rate(at('data'), 'kept');
  await exportBackup(at('data'), at('backup.zip'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function rate(dataFolder: string, answer: string): void {
  const feedback = openFeedbackDatabase(dataFolder);
  feedback
    .prepare("INSERT INTO ratings (answer_id, rated_at, rating) VALUES (?, '2025-01-01', '{}')")
    .run(answer);
  feedback.close();
}

function ratedIn(dataFolder: string): unknown[] {
  const feedback = openFeedbackDatabase(dataFolder);
  const answers = feedback.prepare('SELECT answer_id FROM ratings').pluck().all();
  feedback.close();
  return answers;
}

function uploadsIn(dataFolder: string): Record<string, string> {
  const uploads = join(dataFolder, 'uploads');
  const names = readdirSync(uploads, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.txt'),
  );
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(uploads, name), 'utf8')]));
}

const UPLOADS = { 'guides/one.txt': 'The first guide.', 'two.txt': 'The second guide.' };
const importInto = (dataFolder: string, file: string, force = false, embeddings = model) =>
  importBackup(dataFolder, file, embeddings, { force });

/** A folder with another index, other uploads and other ratings. */
async function otherFolder(): Promise<string> {
  const other = new ChangingCorpus(at('other knowledge'));
  for (let file = 0; file < 9; file++) other.add(seededIntegers(100 + file));
  await indexFolder(other.folder, at('other'));
  mkdirSync(at('other/uploads/.incoming'), { recursive: true });
  writeFileSync(at('other/uploads/three.txt'), 'The third guide.');
  rate(at('other'), 'replaced');
  return at('other');
}

describe('a backup', () => {
  it('brings back index, uploads and feedback, and indexing then finds nothing to do', async () => {
    await importInto(at('restored'), at('backup.zip'));
    expect(await findingsOf(at('restored'))).toEqual(await findingsOf(at('data')));
    expect(await wholeDocumentsOf(at('restored'))).toEqual(corpus.files);
    expect(uploadsIn(at('restored'))).toEqual(UPLOADS);
    expect(ratedIn(at('restored'))).toEqual(['kept']);
    expect(readdirSync(at('restored'))).not.toContain('import');
    expect(await indexFolder(corpus.folder, at('restored'))).toBe(0);
  });

  it('is whole although its index is written to meanwhile', async () => {
    const exporting = exportBackup(at('data'), at('second.zip'));
    corpus.change(seededIntegers(7));
    await indexFolder(corpus.folder, at('data'));
    await exporting;
    await importInto(at('restored'), at('second.zip'));
    expect((await wholeDocumentsOf(at('restored'))).size).toBe(12);
  });

  it('of another model is embedded anew, and equals an index made by this one', async () => {
    const other = new HashedEmbeddings('hashed@2');
    const report = await importInto(at('restored'), at('backup.zip'), false, other);
    expect(report.embedded).toBeGreaterThan(50);
    await indexFolder(corpus.folder, at('anew'), other);
    expect(await findingsOf(at('restored'))).toEqual(await findingsOf(at('anew')));
    expect(await indexFolder(corpus.folder, at('restored'), other)).toBe(0);
  });

  it('of another version of the splitter is split anew, and its texts keep their vectors', async () => {
    await makeEarlier(at('data'), earlierFingerprint);
    await exportBackup(at('data'), at('earlier.zip'));
    const report = await importInto(at('restored'), at('earlier.zip'));
    expect(report.embedded).toBe(0);
    await indexFolder(corpus.folder, at('anew'));
    expect(await findingsOf(at('restored'))).toEqual(await findingsOf(at('anew')));
  });

  it('takes the place of what is there only when told to, and then wholly', async () => {
    const other = await otherFolder();
    const before = await findingsOf(other);
    await expect(importInto(other, at('backup.zip'))).rejects.toMatchObject({ code: 'index_exists' });
    expect(await findingsOf(other)).toEqual(before);
    await importInto(other, at('backup.zip'), true);
    expect(await findingsOf(other)).toEqual(await findingsOf(at('data')));
    expect(uploadsIn(other)).toEqual(UPLOADS);
    expect(existsSync(join(other, 'uploads/.incoming'))).toBe(true);
    expect(ratedIn(other)).toEqual(['kept']);
  });

  it('takes the place of an index that cannot be opened', async () => {
    const other = await otherFolder();
    writeFileSync(join(other, 'knowledge.sqlite'), 'no database at all'.repeat(1_000));
    await importInto(other, at('backup.zip'), true);
    expect(await findingsOf(other)).toEqual(await findingsOf(at('data')));
  });

  it('is not made of a damaged index', async () => {
    const bytes = readFileSync(at('data/knowledge.sqlite'));
    bytes.fill(0x55, bytes.length >> 1, (bytes.length >> 1) + 4_096);
    writeFileSync(at('data/knowledge.sqlite'), bytes);
    await expect(exportBackup(at('data'), at('third.zip'))).rejects.toMatchObject({ code: 'index_damaged' });
    expect(readdirSync(folder).filter((name) => name.startsWith('third'))).toEqual([]);
  });

  it('names what is wrong: no such file, no folder to write to, something else', async () => {
    writeFileSync(at('note.zip'), 'only a note');
    await expect(importInto(at('restored'), at('note.zip'))).rejects.toThrow(/is no backup .* no zip file/);
    await expect(importInto(at('restored'), at('absent.zip'))).rejects.toThrow(/absent.zip .*ENOENT/);
    await expect(exportBackup(at('data'), at('absent/backup.zip'))).rejects.toThrow(/ENOENT/);
    await expect(exportBackup(at('nothing'), at('b.zip'))).rejects.toMatchObject({ code: 'index_missing' });
  });

  it(`that is damaged is refused and changes nothing (${DAMAGED_BACKUPS} copies)`, async () => {
    const other = await otherFolder();
    const before = await findingsOf(other);
    const sound = readFileSync(at('backup.zip'));
    const expected = await findingsOf(at('data'));
    await repeat(DAMAGED_BACKUPS, async (random) => {
      const bytes = Buffer.from(sound.subarray(0, random(4) === 0 ? random(sound.length) : sound.length));
      const place = random(Math.max(1, bytes.length));
      if (bytes.length > 0) bytes[place] = (bytes[place] ?? 0) ^ (1 << random(8));
      writeFileSync(at('damaged.zip'), bytes);
      // A flip may meet a date, which nobody reads: then all the rest must be right.
      const refused = await importInto(at('tried'), at('damaged.zip')).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (refused) {
        expect(refused).toMatchObject({ code: 'backup_invalid' });
        await expect(importInto(other, at('damaged.zip'), true)).rejects.toThrow();
      } else expect(await findingsOf(at('tried'))).toEqual(expected);
      rmSync(at('tried'), { recursive: true, force: true });
    });
    expect(await findingsOf(other)).toEqual(before);
    expect(uploadsIn(other)).toEqual({ 'three.txt': 'The third guide.' });
  });
});

describe('an import that is killed', () => {
  it(
    `leaves what was there, or is finished by what comes next (${KILLED_IMPORTS} times)`,
    async () => {
      const template = await otherFolder();
      const [before, after] = [await findingsOf(template), await findingsOf(at('data'))];
      const counts = { before: 0, after: 0 };
      await repeat(KILLED_IMPORTS, async (random) => {
        const data = at('killed');
        cpSync(template, data, { recursive: true });
        await killedImport(data, random(500));
        // Questions are answered from one of them, not from both.
        const answered = await findingsOf(data);
        const isAfter = (await wholeDocumentsOf(data)).size === corpus.files.size;
        expect(answered).toEqual(isAfter ? after : before);
        await finishImport(data);
        const imported = Object.keys(uploadsIn(data)).includes('two.txt');
        expect(await findingsOf(data)).toEqual(imported ? after : before);
        expect(uploadsIn(data)).toEqual(imported ? UPLOADS : { 'three.txt': 'The third guide.' });
        expect(ratedIn(data)).toEqual([imported ? 'kept' : 'replaced']);
        counts[imported ? 'after' : 'before']++;
        rmSync(data, { recursive: true });
      });
      if (process.env['CITEWELL_FAULTS_IMPORTS']) console.log(`Killed imports: ${JSON.stringify(counts)}`);
    },
    60_000 + KILLED_IMPORTS * 5_000,
  );
});

async function killedImport(dataFolder: string, after: number): Promise<void> {
  const script = join(packageRoot, 'tests/faults/support/import-child.ts');
  const words = ['--import', 'tsx', script, dataFolder, at('backup.zip'), 'hashed@1'];
  const child = spawn(process.execPath, words, { cwd: packageRoot, stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.once('data', () => void delay(after).then(() => child.kill('SIGKILL')));
  await new Promise((resolve) => child.on('close', resolve));
}
