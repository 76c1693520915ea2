import { Agent, type IncomingMessage, request } from 'node:http';
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
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
  const agent = new Agent({ keepAlive: true });
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
    const asking = ask(url, agent, nextQuestion(), tally).catch(() => {
      errors++;
    });
    open.add(asking);
    void asking.then(() => open.delete(asking));
    most = Math.max(most, open.size);
  }
  const duration = (performance.now() - begun) / 1_000;
  const figures = tally.figures(most, duration, errors);
  await Promise.all(open);
  agent.destroy();
  return figures;
}

async function ask(url: string, agent: Agent, question: string, tally: Tally): Promise<void> {
  const begun = performance.now();
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json' };
    request(`${url}/api/ask`, { method: 'POST', agent, headers })
      .on('response', resolve)
      .on('error', reject)
      .end(JSON.stringify({ question }));
  });
  for await (const _chunk of response);
  const hasRetryAfter = response.headers['retry-after'] !== undefined;
  tally.add(response.statusCode ?? 0, hasRetryAfter, performance.now() - begun);
}
