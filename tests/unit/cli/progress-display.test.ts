import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { progressDisplay } from '../../../src/cli/progress-display.js';

/** A stream that a test can read, and that is a terminal or not. */
function streamFor(isTTY: boolean): { stream: NodeJS.WriteStream; shown: () => string } {
  const through = new PassThrough();
  const stream = Object.assign(through, { isTTY, columns: 120, rows: 40, fd: 2 });
  return {
    stream: stream as PassThrough as NodeJS.WriteStream & PassThrough,
    shown: () => String(through.read() ?? ''),
  };
}

const progress = (done: number) => ({ done, total: 200, documents: done / 2, passages: done, failed: 0 });

describe('the progress of indexing', () => {
  it('is a bar on a terminal, from 0 to the end, with what is in so far', async () => {
    const { stream, shown } = streamFor(true);
    const display = progressDisplay(stream);
    display.update(progress(0));
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(shown()).toMatch(/░ 0% \| 0 documents/);
    display.update(progress(100));
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(shown()).toMatch(/█+░+ 50% \| 50 documents, 100 passages/);
    display.update(progress(200));
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(shown()).toMatch(/█ 100%/);
    display.stop();
    display.stop();
  });

  it('is nothing at all in a pipe or a file', () => {
    const { stream, shown } = streamFor(false);
    const display = progressDisplay(stream);
    display.update(progress(0));
    display.update(progress(200));
    display.stop();
    expect(shown()).toBe('');
  });

  it('leaves the terminal alone where there was nothing to do', () => {
    const { stream, shown } = streamFor(true);
    progressDisplay(stream).stop();
    expect(shown()).toBe('');
  });
});
