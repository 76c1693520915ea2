import { threadId, workerData } from 'node:worker_threads';
import { CitewellError } from '../../../../src/errors.js';
import { serveCalls } from '../../../../src/threads/serve-calls.js';

const {
  atOnce = 1,
  failing = false,
  slowFirst = false,
} = workerData as { atOnce?: number; failing?: boolean; slowFirst?: boolean };
let slow = slowFirst;
const waited: string[] = [];

const handlers: Parameters<typeof serveCalls>[0] = {
  echo: async (value: unknown) => value,
  failKnown: async () => {
    throw new CitewellError('index_locked', 'Held by another.', { pid: 7, host: 'x' });
  },
  failUnknown: async () => {
    throw new TypeError('unexpected');
  },
  failNative: async () => {
    throw Object.assign(new Error('/x/better_sqlite3.node: invalid ELF header\nmore'), {
      code: 'ERR_DLOPEN_FAILED',
    });
  },
  unsendable: async () => () => undefined,
  emit: async (count: number, { emit }) => {
    for (let event = 1; event <= count; event++) emit(event);
    return 'done';
  },
  emitUnsendable: async (_nothing: undefined, { emit }) => {
    emit(() => undefined);
    return 'done';
  },
  /** Runs until it is cancelled or its time is over, and says which. */
  wait: async ({ name, milliseconds }: { name: string; milliseconds: number }, { signal }) => {
    const until = performance.now() + milliseconds;
    while (performance.now() < until && !signal.aborted) {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    waited.push(signal.aborted ? `${name} cancelled` : name);
    return name;
  },
  waited: async () => waited,
  /** Blocks the thread, as a run of a model does. */
  block: async ({ name, milliseconds }: { name: string; milliseconds: number }) => {
    const until = performance.now() + milliseconds;
    while (performance.now() < until);
    waited.push(name);
  },
  status: async () => {
    if (failing) throw new CitewellError('index_damaged', 'Not to be opened.');
    waited.push('status');
    if (slow) {
      slow = false;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    return threadId;
  },
  close: async () => waited.push('close'),
  exit: async () => process.exit(3),
  crash: async () => {
    setImmediate(() => {
      throw new Error('crashed');
    });
    await new Promise(() => undefined);
  },
};

serveCalls(handlers, { overtaking: ['status'], last: ['close'], atOnce });
