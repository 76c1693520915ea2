import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import { KeptConnections } from './kept-connections.js';
import { type LoadFigures, Tally } from './tally.js';

/**
 * Asks at a rate, whatever becomes of the questions before: clients that do not know of each other do not wait for
 * each other. autocannon cannot: its connections ask once a second or more, or wait for their answer.
 *
 * @param rate requests a second
 */
export async function measureOpenLoop(
  url: string,
  rate: number,
  seconds: number,
  nextQuestion: () => string,
): Promise<LoadFigures> {
  const connections = new KeptConnections(url);
  const tally = new Tally();
  const begun = performance.now();
  const open = new Set<Promise<void>>();
  let most = 0;
  let errors = 0;
  const end = begun + seconds * 1_000;
  for (let due = begun; performance.now() < end; due += 1_000 / rate) {
    const ahead = due - performance.now();
    // A timer takes a millisecond at least: one that is behind catches up without.
    await (ahead > 0 ? delay(ahead) : nextTurn());
    const asking = ask(connections, nextQuestion(), tally).catch(() => {
      errors++;
    });
    open.add(asking);
    void asking.then(() => open.delete(asking));
    most = Math.max(most, open.size);
  }
  const duration = (performance.now() - begun) / 1_000;
  const figures = tally.figures(most, duration, errors);
  await Promise.all(open);
  connections.close();
  return figures;
}

async function ask(connections: KeptConnections, question: string, tally: Tally): Promise<void> {
  const begun = performance.now();
  const { status, hasRetryAfter } = await connections.post('/api/ask', JSON.stringify({ question }));
  tally.add(status, hasRetryAfter, performance.now() - begun);
}
