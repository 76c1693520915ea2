import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fileHash } from '../../../src/store/sqlite/file-hash.js';

const folder = mkdtempSync(join(tmpdir(), 'citewell-hash-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the hash of a file', () => {
  it('is the same in a thread of its own, where a large one goes', async () => {
    const file = join(folder, 'large');
    const bytes = 65 << 20;
    writeFileSync(file, 'begins');
    truncateSync(file, bytes);
    const expected = createHash('sha256')
      .update('begins')
      .update(Buffer.alloc(bytes - 6))
      .digest('hex');
    expect(await fileHash(file)).toBe(expected);
  });

  it('of a file that is not there is an error', async () => {
    await expect(fileHash(join(folder, 'nothing'))).rejects.toThrow('ENOENT');
  });
});
