/**
 * Loaded into the program ahead of its own code (`--import`), in each of its threads: a parent process can hold up
 * the reader's threads and crash the engine's, at a time of its choice. What it does to the program is
 * what long readings and faults do; nothing else of it is changed.
 */
import { createRequire } from 'node:module';
import { BroadcastChannel, getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads';

const NAME = 'engine-probe';
/** What can be held up, by its place in the shared state: 1 there holds it. */
const HELD = { readings: 0, start: 1 };

if (isMainThread && process.send) followParent();
else if (!isMainThread && /engine-worker\.[jt]s$/.test(process.argv[1] ?? '')) probeEngine();
else if (!isMainThread && /reader-worker\.[jt]s$/.test(process.argv[1] ?? '')) probeReader();

function followParent() {
  const state = new Int32Array(new SharedArrayBuffer(8));
  setEnvironmentData(NAME, state);
  const engine = new BroadcastChannel(NAME);
  engine.unref();
  engine.onmessage = ({ data }) => process.send(data);
  process.on('message', ({ hold, release, crash }) => {
    if (hold) Atomics.store(state, HELD[hold], 1);
    if (release) {
      Atomics.store(state, HELD[release], 0);
      Atomics.notify(state, HELD[release]);
    }
    if (crash) engine.postMessage(`crash ${crash}`);
    process.send('done');
  });
  process.channel.unref();
}

function probeEngine() {
  const state = getEnvironmentData(NAME);
  const parent = new BroadcastChannel(NAME);
  parent.unref();
  parent.onmessage = ({ data }) => {
    if (data === 'crash engine') throw new Error('crashed by the test');
  };
  Atomics.wait(state, HELD.start, 1);
}

function probeReader() {
  const state = getEnvironmentData(NAME);
  const parent = new BroadcastChannel(NAME);
  parent.unref();
  parent.onmessage = ({ data }) => {
    if (data === 'crash readers') throw new Error('crashed by the test');
  };
  const { InferenceSession } = createRequire(process.argv[1])('onnxruntime-node');
  const { run } = InferenceSession.prototype;
  InferenceSession.prototype.run = function (...feeds) {
    if (this.outputNames.includes('answer_logit')) {
      parent.postMessage('reading');
      Atomics.wait(state, HELD.readings, 1);
    }
    return run.apply(this, feeds);
  };
}
