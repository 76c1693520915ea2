import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { expect, it } from 'vitest';
import { runIndexing } from '../../../src/engine/change-index.js';
import { settingsSchema } from '../../../src/settings/settings-schema.js';
import { useWorkspace } from '../indexing/support/workspace.js';

const workspace = useWorkspace();

/** Nice values of this process' threads by their ids (proc(5), the 19th field of `stat`). */
function niceValues(): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const task of readdirSync('/proc/self/task')) {
    const stat = statOf(task);
    if (stat) values.set(task, Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]));
  }
  return values;
}

/** Undefined for a thread that has ended meanwhile. */
function statOf(task: string): string | undefined {
  try {
    return readFileSync(`/proc/self/task/${task}/stat`, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'ESRCH'].includes(String(error.code))) return;
    throw error;
  }
}

it.runIf(process.platform === 'linux')(
  'the threads that index and embed in the background have less priority than those there were',
  async () => {
    const own = getPriority(0);
    const before = niceValues();
    for (let file = 0; file < 5; file++) {
      workspace.write(`f${file}.txt`, `Bakery ${file} sells ${file} kinds of bread.`);
    }
    const settings = settingsSchema.parse({
      knowledge: workspace.knowledge,
      dataDir: workspace.dataDir,
      workers: 2,
    });
    let during = niceValues();
    const onProgress = () => {
      during = niceValues();
    };
    await runIndexing(settings, [workspace.knowledge], { onProgress, background: true });
    const threads = [...during].filter(([task]) => !before.has(task));
    const behind = threads.filter(([, nice]) => nice > own);
    // The thread that indexes and at least one that embeds; V8 and libuv keep theirs beside them.
    expect(behind.length).toBeGreaterThanOrEqual(2);
    for (const [task, nice] of before) expect(during.get(task) ?? nice).toBe(nice);
  },
);
