import { describe, expect, it } from 'vitest';
import { workersThatFit } from '../../../src/embedding/workers-that-fit.js';

const GIGABYTE = 1e9;
const room = (cores: number, available: number, weights = 34e6) => ({ cores, available, weights });

describe('embedding workers that nobody has counted', () => {
  it('are one a core where memory allows it, of many cores too', () => {
    expect(workersThatFit(room(2, 8 * GIGABYTE))).toBe(2);
    expect(workersThatFit(room(64, 128 * GIGABYTE))).toBe(64);
  });

  it('leave half of the memory: a container is told the cores of its machine', () => {
    expect(workersThatFit(room(64, 4 * GIGABYTE))).toBe(13);
    expect(workersThatFit(room(64, 0.2 * GIGABYTE))).toBe(1);
  });

  it('are fewer of a larger model', () => {
    expect(workersThatFit(room(64, 32 * GIGABYTE, 1.1 * GIGABYTE))).toBe(7);
  });
});
