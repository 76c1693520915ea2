import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { CurrentIndex, type OpenIndex } from '../../../src/engine/current-index.js';
import { CitewellError } from '../../../src/errors.js';
import type { StoreState } from '../../../src/store/knowledge-store.js';

/** An index of which nothing is used but its store's state and end, both of which take their time. */
class SlowIndex {
  state: StoreState = { generation: 1, documents: 1, passages: 1, fingerprint: 'x' };
  missing = false;
  closed = false;

  get open(): OpenIndex {
    const assertOpen = () => {
      if (this.closed) throw new Error('read after its end');
    };
    const catalogue = {
      state: async () => {
        assertOpen();
        await delay(10);
        assertOpen();
        if (this.missing) throw new CitewellError('index_missing', 'Gone.');
        return this.state;
      },
    };
    const close = async () => {
      this.closed = true;
    };
    return { store: { catalogue, close } } as unknown as OpenIndex;
  }
}

describe('the current index', () => {
  it('is opened anew once, for however many calls, where it is no longer there', async () => {
    const [former, next] = [new SlowIndex(), new SlowIndex()];
    next.state = { ...next.state, generation: 7 };
    let opened = 0;
    const current = new CurrentIndex(former.open, async () => {
      opened++;
      await delay(5);
      return next.open;
    });
    former.missing = true;
    const states = await Promise.all([
      current.state(),
      current.use(async (_, state) => state),
      current.state(),
    ]);
    expect(states.map(({ generation }) => generation)).toEqual([7, 7, 7]);
    expect(opened).toBe(1);
    expect(former.closed).toBe(true);
  });

  it('lets calls end on the former before that is closed', async () => {
    const [former, next] = [new SlowIndex(), new SlowIndex()];
    const current = new CurrentIndex(former.open, async () => next.open);
    let end = (): void => undefined;
    const running = current.use(async () => {
      await new Promise<void>((resolve) => {
        end = resolve;
      });
      return former.closed;
    });
    await delay(30);
    former.missing = true;
    const after = current.state();
    await delay(50);
    expect(former.closed).toBe(false);
    end();
    expect(await running).toBe(false);
    await after;
    expect(former.closed).toBe(true);
    await current.close();
    expect(next.closed).toBe(true);
  });

  it('fails with what it cannot be opened for, and is tried again by the next call', async () => {
    const [former, next] = [new SlowIndex(), new SlowIndex()];
    let attempts = 0;
    const current = new CurrentIndex(former.open, async () => {
      if (++attempts === 1) throw new CitewellError('index_damaged', 'Broken.');
      return next.open;
    });
    former.missing = true;
    await expect(current.state()).rejects.toMatchObject({ code: 'index_damaged' });
    expect(await current.state()).toEqual(next.state);
  });
});
