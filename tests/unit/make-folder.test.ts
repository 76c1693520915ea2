import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder } from '../../src/make-folder.js';

const folder = mkdtempSync(join(tmpdir(), 'citewell-folder-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a data folder', () => {
  it('is made with what is missing above it, once or twice', () => {
    const deep = join(folder, 'a', 'b', 'c');
    makeFolder(deep);
    makeFolder(deep);
    expect(existsSync(deep)).toBe(true);
  });

  it('below a file is refused', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => makeFolder(join(folder, 'file', 'x'))).toThrow(/ENOTDIR/);
  });

  it.runIf(existsSync('/proc/self'))('where none can be made is refused at once, not tried for ever', () => {
    expect(() => makeFolder('/proc/citewell/x')).toThrow(/ENOENT/);
  });
});
