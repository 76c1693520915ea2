/**
 * `npm run bench:load -- [--minutes N] [--seconds N] [--json] [-- FLAGS OF serve]`: the built program in a process
 * of its own, over the article, under load. What it must keep is in `docs/load.md`.
 */
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { distinctQuestions } from './load/distinct-questions.js';
import { type LoadServer, startLoadServer } from './load/load-server.js';
import { measureFloor } from './load/measure-floor.js';
import { measureIndexing } from './load/measure-indexing.js';
import { measureLoad } from './load/measure-load.js';
import { measureOverload } from './load/measure-overload.js';
import { measureUpload } from './load/measure-upload.js';
import { reportText } from './load/report-text.js';

/** As many as the server lets wait. */
const FULL_LOAD = 32;
const CONNECTIONS = [1, 8, FULL_LOAD];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '15' },
    minutes: { type: 'string', default: '0.5' },
    documents: { type: 'string', default: '1000' },
    json: { type: 'boolean', default: false },
  },
});
const seconds = Number(values.seconds);
const nextQuestion = distinctQuestions(1);

async function withServer<Result>(measure: (server: LoadServer) => Promise<Result>): Promise<Result> {
  const server = await startLoadServer(positionals);
  try {
    return await measure(server);
  } finally {
    await server.stop();
  }
}

const { steps, floor, overload, afterwards } = await withServer(async (server) => {
  const { url } = server;
  // Models and compiled code are warm before anything is measured.
  await measureLoad({ url, connections: 2, seconds: 3, nextQuestion });
  const loads = [];
  for (const connections of CONNECTIONS) {
    loads.push(await measureLoad({ url, connections, seconds, nextQuestion }));
  }
  const floor = await measureFloor(nextQuestion);
  const best = Math.max(...loads.map(({ answered }) => answered));
  const overload = await measureOverload(server, best, Number(values.minutes) * 60, nextQuestion);
  const afterwards = await measureLoad({ url, connections: FULL_LOAD, seconds, nextQuestion });
  return { steps: loads, floor, overload, afterwards };
});
const upload = await withServer(measureUpload);
const indexing = await withServer((server) => measureIndexing(server, Number(values.documents)));

const report = {
  machine: `${cpus()[0]?.model}, ${availableParallelism()} cores, Node ${process.version}`,
  flags: positionals,
  steps,
  floor,
  overload,
  afterwards,
  upload,
  indexing,
};
process.stdout.write(values.json ? `${JSON.stringify(report, undefined, 2)}\n` : reportText(report));
