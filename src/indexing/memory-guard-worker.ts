import { workerData } from 'node:worker_threads';

/** Milliseconds between looks: a parser fills some 100 MiB meanwhile. */
const INTERVAL = 100;

const { memoryLimit, parent } = workerData as { memoryLimit: number; parent: number };

// A limit on V8's heap leaves out buffers, which is where what unpacks without end goes; and a parser that never
// returns would neither see its memory nor that nobody waits for it any more. A thread of its own sees both.
setInterval(() => {
  if (process.memoryUsage.rss() > memoryLimit || process.ppid !== parent)
    process.kill(process.pid, 'SIGKILL');
}, INTERVAL);
