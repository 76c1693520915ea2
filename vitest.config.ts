import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // onnxruntime-node and better-sqlite3 are native: each test file gets a process of its own.
    pool: 'forks',
    maxWorkers: 2,
    // Against what hangs, not what is slow: machines are shared.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
