import { totalmem } from 'node:os';
import { describe, expect, it } from 'vitest';
import { type SystemMemory, systemMemory, usableMemory } from '../../../src/embedding/usable-memory.js';

const GIGABYTE = 1e9;
const NO_LIMIT = 2 ** 64;
const STATISTICS =
  'anon 900000000\nfile 2500000000\nactive_file 500000000\ninactive_file 2000000000\nslab 7\n';

const machine: SystemMemory = {
  platform: 'linux',
  total: 32 * GIGABYTE,
  available: 20 * GIGABYTE,
  limit: NO_LIMIT,
  groupStatistics: STATISTICS,
};
const container = { ...machine, limit: 4 * GIGABYTE, available: 0.3 * GIGABYTE };

describe('the memory that a process may use', () => {
  it('is what the system says, where nothing limits it', () => {
    expect(usableMemory(machine)).toBe(20 * GIGABYTE);
    expect(usableMemory({ ...machine, limit: 0 })).toBe(20 * GIGABYTE);
    expect(usableMemory({ ...machine, platform: 'win32', groupStatistics: undefined })).toBe(20 * GIGABYTE);
  });

  it('has the files that a container keeps in its cache, within its limit', () => {
    expect(usableMemory(container)).toBe(2.3 * GIGABYTE);
    expect(usableMemory({ ...container, available: 3 * GIGABYTE })).toBe(4 * GIGABYTE);
  });

  it('is what the limit leaves, where the container says nothing of its cache', () => {
    expect(usableMemory({ ...container, groupStatistics: undefined })).toBe(0.3 * GIGABYTE);
    expect(usableMemory({ ...container, groupStatistics: 'anon 1\n' })).toBe(0.3 * GIGABYTE);
  });

  it('is half of a Mac at least, whose free pages are few', () => {
    const mac = { ...machine, platform: 'darwin' as const, groupStatistics: undefined };
    expect(usableMemory({ ...mac, available: 0.1 * GIGABYTE })).toBe(16 * GIGABYTE);
    expect(usableMemory(mac)).toBe(20 * GIGABYTE);
  });

  it('is some of this machine', () => {
    const usable = usableMemory(systemMemory());
    expect(usable).toBeGreaterThan(0);
    expect(usable).toBeLessThanOrEqual(totalmem());
  });
});
