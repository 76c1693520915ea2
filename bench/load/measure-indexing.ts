import { setTimeout as delay } from 'node:timers/promises';
import { distinctQuestions } from './distinct-questions.js';
import type { LoadServer } from './load-server.js';
import { measureLoad } from './measure-load.js';
import type { LoadFigures } from './tally.js';

/** What the HTTP thread and those who ask notice of an indexing run in the same process. */
export interface IndexingFigures {
  readonly documents: number;
  readonly seconds: number;
  /** 99th percentile of the HTTP thread's event-loop delay, in milliseconds, its timer's 10 ms included. */
  readonly loopDelayP99: number;
  /** The same over as long with nothing to do. */
  readonly loopDelayIdle: number;
  readonly asking: LoadFigures;
}

/** As many as one request of an upload may bring. */
const FILES_A_REQUEST = 200;
const LOOP_DELAY = 'nodejs_eventloop_lag_p99_seconds';
const IDLE_MILLISECONDS = 5_000;
const ASKING_SECONDS = 20;
const ASKING_CONNECTIONS = 4;

/** Uploads documents over HTTP and asks questions while they are indexed. */
export async function measureIndexing(server: LoadServer, documents: number): Promise<IndexingFigures> {
  await server.metrics();
  await delay(IDLE_MILLISECONDS);
  const loopDelayIdle = (await server.metrics()).get(LOOP_DELAY) ?? Number.NaN;
  const begun = performance.now();
  const jobs: string[] = [];
  for (let first = 0; first < documents; first += FILES_A_REQUEST) {
    jobs.push(await upload(server, first, Math.min(documents, first + FILES_A_REQUEST)));
  }
  const asking = await measureLoad({
    url: server.url,
    connections: ASKING_CONNECTIONS,
    seconds: ASKING_SECONDS,
    nextQuestion: distinctQuestions(7),
  });
  for (const job of jobs) await ended(server, job);
  const loopDelay = (await server.metrics()).get(LOOP_DELAY) ?? Number.NaN;
  return {
    documents,
    seconds: (performance.now() - begun) / 1_000,
    loopDelayP99: loopDelay * 1_000,
    loopDelayIdle: loopDelayIdle * 1_000,
    asking,
  };
}

async function upload({ url, adminHeaders }: LoadServer, first: number, end: number): Promise<string> {
  const body = new FormData();
  for (let number = first; number < end; number++) {
    const text = `Lighthouse ${number} stands on the coast. It was built in ${1700 + (number % 300)}, and its lamp is seen for ${number % 37} miles. Its keeper counts ${number * 7} ships a year.`;
    body.append('file', new Blob([text]), `lighthouse-${number}.txt`);
  }
  const response = await fetch(`${url}/api/documents`, { method: 'POST', headers: adminHeaders, body });
  const answer = await response.text();
  if (response.status !== 202) throw new Error(`The upload got ${response.status}: ${answer}`);
  return (JSON.parse(answer) as { id: string }).id;
}

/** Follows a job's events until it has ended. */
async function ended({ url, adminHeaders }: LoadServer, job: string): Promise<void> {
  const events = await (await fetch(`${url}/api/jobs/${job}/events`, { headers: adminHeaders })).text();
  if (!/"state":"done"/.test(events)) throw new Error(`Indexing failed: ${events.slice(-500)}`);
}
