import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { knownOwnerOf, ownerOf } from '../../../src/engine/data-folder-owner.js';

let folder: string;
let dataFolder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'citewell-owner-'));
  dataFolder = join(folder, 'data');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('what names a data folder', () => {
  it('is made once, and the same for all who ask at once', async () => {
    expect(await knownOwnerOf(dataFolder)).toBeUndefined();
    const owners = await Promise.all(Array.from({ length: 8 }, () => ownerOf(dataFolder)));
    expect(new Set(owners).size).toBe(1);
    expect(owners[0]).toMatch(/^[a-z0-9-]+-[0-9a-f]{8}$/);
    expect(await knownOwnerOf(dataFolder)).toBe(owners[0]);
    expect(readFileSync(join(dataFolder, 'owner'), 'utf8')).toBe(`${owners[0]}\n`);
    expect(readdirSync(dataFolder)).toEqual(['owner']);
  });

  it('differs from that of any other', async () => {
    expect(await ownerOf(dataFolder)).not.toBe(await ownerOf(join(folder, 'other')));
  });

  it('is not made where a file is in the place of the folder, and the error says so', async () => {
    writeFileSync(dataFolder, '');
    await expect(ownerOf(dataFolder)).rejects.toMatchObject({ code: 'storage_failed' });
    await expect(ownerOf(dataFolder)).rejects.toThrow(/set --data-dir/);
  });

  it('is not taken from what is no name', async () => {
    mkdirSync(dataFolder);
    writeFileSync(join(dataFolder, 'owner'), 'a name(with)operators');
    await expect(ownerOf(dataFolder)).rejects.toThrow(/owner in .* cannot be written \(EEXIST\)/);
  });
});
