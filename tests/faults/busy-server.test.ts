import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/answering/answer.js';
import { run, start } from '../cli/support/run-cli.js';
import { timesOf } from './support/repetition.js';

const SECONDS = timesOf('SECONDS', 10);
/** Questions a second that are aimed at; a machine that is busy with others gets fewer. */
const RATE = timesOf('RATE', 8);
/** Fewer than the server takes at once: none is to be refused for that. */
const MOST_UNDER_WAY = 16;
const FILES = 30;

let folder: string;
/** Every text that a file has had. */
let texts: Map<string, string[]>;

function write(number: number, version: number): void {
  const name = `station-${number}.txt`;
  const text = `Station ${number} of the coast was opened in ${1800 + version}.\n\nIts keeper is number ${number * 31 + version}.`;
  texts.set(name, [...(texts.get(name) ?? []), text]);
  // By rename, as programs save: a process that reads meanwhile finds no file that is written in part.
  writeFileSync(join(folder, name), text);
  renameSync(join(folder, name), join(folder, 'knowledge', name));
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'citewell-busy-'));
  texts = new Map();
  mkdirSync(join(folder, 'knowledge'));
  for (let number = 0; number < FILES; number++) write(number, 0);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Changes files and indexes them, over and over. A run that finds another one at work is told so. */
async function keepIndexing(first: number, until: number): Promise<number> {
  let runs = 0;
  for (let version = 1; performance.now() < until; version++) {
    for (let number = first; number < FILES; number += 6) write(number, version);
    const { code, stderr } = await run(['index', '--workers', '1'], { cwd: folder });
    if (code === 0) runs++;
    else expect(stderr).toMatch(/is being indexed by process/);
  }
  return runs;
}

async function ask(url: string, number: number): Promise<Answer> {
  const response = await fetch(`${url}/api/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ question: `When was station ${number} opened?` }),
  });
  const body = await response.text();
  if (response.status !== 200) throw new Error(`${response.status} ${body}`);
  return JSON.parse(body) as Answer;
}

describe('a server that is asked while two processes index', () => {
  it(
    `fails no question and loses no document (${SECONDS} s)`,
    async () => {
      expect(await run(['index'], { cwd: folder })).toMatchObject({ code: 0 });
      const server = start(['serve', '--port', '0', '--no-index'], { cwd: folder });
      const url = /answers at (http\S+)/.exec(await server.saw(/answers at (http\S+)/))?.[1] ?? '';
      const until = performance.now() + SECONDS * 1_000;
      const failures: unknown[] = [];
      const generations = new Set([(await ask(url, 0)).index.generation]);
      let indexes = true;
      const indexing = Promise.all([keepIndexing(0, until), keepIndexing(3, until)]).finally(() => {
        indexes = false;
      });
      const underWay = new Set<Promise<void>>();
      let asked = 0;
      while (indexes) {
        await delay(1_000 / RATE);
        if (underWay.size >= MOST_UNDER_WAY) continue;
        const question = ask(url, asked++ % FILES).then(
          ({ index, citations, related }) => {
            generations.add(index.generation);
            for (const { quote, document } of [...citations, ...related]) {
              if (!texts.get(document.id)?.some((text) => text.includes(quote)))
                failures.push({ quote, document });
            }
          },
          (error: unknown) => {
            failures.push(String(error));
          },
        );
        underWay.add(question);
        void question.then(() => underWay.delete(question));
      }
      await Promise.all(underWay);
      const runs = await indexing;
      generations.add((await ask(url, 0)).index.generation);
      expect(failures).toEqual([]);
      expect(generations.size).toBeGreaterThan(1);

      expect(await run(['index'], { cwd: folder })).toMatchObject({ code: 0 });
      for (const [name, versions] of texts) {
        const response = await fetch(`${url}/api/documents/${name}/text`);
        expect((await response.text()).trim()).toBe(versions.at(-1));
      }
      server.process.kill('SIGTERM');
      expect((await server.done).code).toBe(0);
      console.log(
        `${asked} questions in ${SECONDS} s, ${runs.join(' + ')} index runs, ${generations.size} generations asked: 0 failed`,
      );
    },
    120_000 + SECONDS * 4_000,
  );
});
