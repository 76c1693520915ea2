import { readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { isFileError } from '../file-error.js';

/** What a system says of its memory; bytes. */
export interface SystemMemory {
  readonly platform: NodeJS.Platform;
  readonly total: number;
  /** What the process may still take, by libuv. */
  readonly available: number;
  /** The limit of the process's container; 0 or more than `total` where there is none. */
  readonly limit: number;
  /** `memory.stat` of the process's control group (https://docs.kernel.org/admin-guide/cgroup-v2.html). */
  readonly groupStatistics: string | undefined;
}

/**
 * The memory that a process may use, with what the system gives back when it is wanted and libuv counts as taken: in a
 * container the cache of files, on macOS all but the free pages (https://github.com/libuv/libuv/pull/4908, of late
 * 2025, counts more), so that half of the memory counts there at least.
 */
export function usableMemory({ platform, total, available, limit, groupStatistics }: SystemMemory): number {
  if (platform === 'darwin') return Math.max(available, total / 2);
  if (limit === 0 || limit >= total) return available;
  const [, cached = '0'] = /^inactive_file (\d+)$/mu.exec(groupStatistics ?? '') ?? [];
  return Math.min(limit, available + Number(cached));
}

export function systemMemory(): SystemMemory {
  return {
    platform: process.platform,
    total: totalmem(),
    available: process.availableMemory(),
    limit: process.constrainedMemory(),
    groupStatistics: groupStatistics(),
  };
}

/** @returns undefined without control groups of version 2, or where they are not shown */
function groupStatistics(): string | undefined {
  try {
    const [, group = '/'] = /^0::(.*)$/mu.exec(readFileSync('/proc/self/cgroup', 'utf8')) ?? [];
    return readFileSync(`/sys/fs/cgroup${group}/memory.stat`, 'utf8');
  } catch (error) {
    if (!isFileError(error)) throw error;
    return undefined;
  }
}
