import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CitewellError } from '../../../src/errors.js';
import { readFile } from '../../../src/indexing/read-file.js';
import { ReadingProcess } from '../../../src/indexing/reading-process.js';
import { hostileFiles } from './hostile/hostile-files.js';

/** `CITEWELL_HOSTILE=long`: all 500, of which the crafted ones unpack to 100 MB each. */
const isLong = process.env['CITEWELL_HOSTILE'] === 'long';
const [COUNT, SIZE] = isLong ? [500, 100_000_000] : [160, 4_000_000];
const LIMITS = { time: () => 60_000, memory: 2 ** 30 };
const CLEAR = /^\S+(?:,)? [^\n]{10,300}\.$/u;
const CODES = ['unreadable_file', 'not_text', 'file_too_large', 'duplicate_document'];

const folder = mkdtempSync(join(tmpdir(), 'citewell-hostile-'));
const reading = new ReadingProcess(LIMITS);
afterAll(() => {
  reading.close();
  rmSync(folder, { recursive: true });
});

async function outcomeOf(name: string, bytes: Uint8Array): Promise<'read' | CitewellError> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  try {
    await readFile({ id: name, source: `./${name}`, path, size: statSync(path).size }, reading);
    return 'read';
  } catch (error) {
    if (error instanceof CitewellError) return error;
    throw error;
  } finally {
    rmSync(path);
  }
}

describe('hostile files', () => {
  it('are read or refused with a clear reason, and none ends the run or fills the memory', {
    timeout: isLong ? 3_600_000 : 300_000,
  }, async () => {
    const outcomes = new Map<string, 'read' | CitewellError>();
    for (const { name, bytes } of hostileFiles(COUNT, SIZE)) outcomes.set(name, await outcomeOf(name, bytes));
    expect(outcomes.size).toBe(COUNT);
    for (const [name, outcome] of outcomes) {
      if (outcome === 'read') continue;
      expect(CODES, `${name}: ${outcome.message}`).toContain(outcome.code);
      expect(outcome.message).toMatch(CLEAR);
      expect(outcome.message).toContain(name);
    }
    const messageOf = (name: string) => {
      const outcome = outcomes.get(name);
      return outcome instanceof CitewellError ? outcome.message : outcome;
    };
    for (const name of [
      'password.docx',
      'password.xlsx',
      'password.pptx',
      'encrypted.docx',
      'password.pdf',
    ]) {
      expect(messageOf(name)).toContain('is protected with a password');
    }
    expect(messageOf('rights.epub')).toContain('digital rights management');
    expect(messageOf('many-parts.epub')).toContain('holds more than 50000 parts');
    for (const name of ['laughs.docx', 'laughs.pptx', 'laughs.xlsx', 'laughs.epub']) {
      expect(messageOf(name), name).toMatch(/can't be read/u);
    }
    if (isLong) {
      for (const [name, outcome] of outcomes) {
        process.stderr.write(`${name}\t${outcome === 'read' ? outcome : outcome.message}\n`);
      }
    }
  });

  it('that hang or eat memory cost themselves only', async () => {
    const impatient = new ReadingProcess({ time: () => 1, memory: 2 ** 30 });
    const frugal = new ReadingProcess({ time: () => 60_000, memory: 200 * 2 ** 20 });
    const path = join(folder, 'page.html');
    writeFileSync(path, '<p>Text.</p>');
    const file = { id: 'page.html', source: './page.html', path, size: 12 };
    await expect(impatient.read(file)).rejects.toMatchObject({
      code: 'file_too_large',
      message: expect.stringContaining('takes more than'),
    });
    const large = { ...file, id: 'large.html', path: join(folder, 'large.html') };
    writeFileSync(large.path, `<p>${'word '.repeat(10_000_000)}`);
    await expect(frugal.read(large)).rejects.toMatchObject({
      code: 'file_too_large',
      message: expect.stringContaining('needs more than 200 MiB of memory'),
    });
    expect(await reading.read(file)).toMatchObject({ documents: [{ text: 'Text.' }] });
    const cancelled = reading.read(large);
    reading.close();
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    impatient.close();
    frugal.close();
  });
});
