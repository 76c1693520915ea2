import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerSchema } from '../../server/schemas/ask.js';
import type { RunningServer } from '../../server/start-server.js';
import type { Answer } from '../../src/answering/answer.js';
import { Citewell } from '../../src/citewell.js';
import { packageRoot } from '../../src/package-root.js';
import { postJson, readProblem, temporaryFolder } from './support/requests.js';
import { startTestServer } from './support/sockets.js';

const dataDir = temporaryFolder();
const closing: (() => Promise<void>)[] = [];
let citewell: Citewell;
let server: RunningServer;

beforeAll(async () => {
  citewell = await Citewell.open({ knowledge: join(packageRoot, 'knowledge'), dataDir });
  closing.push(() => citewell.close());
  server = await startTestServer({ answerer: citewell });
  closing.push(() => server.close());
});

afterAll(async () => {
  for (const close of closing.reverse()) {
    await close();
  }
  rmSync(dataDir, { recursive: true });
});

describe('the real models and the real article, over HTTP', () => {
  it('is not ready before the documents are indexed, and ready after', async () => {
    const before = await fetch(`${server.url}/readyz`);
    expect(await readProblem(before)).toMatchObject({ status: 503, code: 'not_ready' });
    await citewell.index();
    const after = await fetch(`${server.url}/readyz`);
    expect(await after.json()).toMatchObject({ ready: true, documents: 1 });
  });

  it('answers how much Alibaba invests with a quote that stands in the article, character by character', async () => {
    const response = await fetch(
      `${server.url}/api/ask`,
      postJson({ question: 'How much is Alibaba investing?' }),
    );
    expect(response.status).toBe(200);
    const answer = answerSchema.parse(await response.json());
    expect(answer.outcome).toBe('answered');
    expect(answer.citations[0]?.quote).toContain('US$52 billion');
    for (const citation of [...answer.citations, ...answer.related]) {
      const textUrl = `${server.url}/api/documents/${encodeURIComponent(citation.document.id)}/text`;
      const text = await (await fetch(textUrl)).text();
      expect(text.slice(citation.start, citation.end)).toBe(citation.quote);
      expect(text.slice(citation.passage.start, citation.passage.end)).toBe(citation.passage.text);
    }
  });

  it('streams the same answer, whose pieces are its text', async () => {
    const question = 'How much is Alibaba investing?';
    const stages: string[] = [];
    const citations: unknown[] = [];
    let text = '';
    let answer: Answer | undefined;
    for await (const event of citewell.askStream(question)) {
      expect(answer).toBeUndefined();
      if (event.type === 'status') stages.push(event.stage);
      if (event.type === 'citation') citations.push(event.citation);
      if (event.type === 'delta') text += event.text;
      if (event.type === 'answer') answer = event.answer;
    }
    expect(stages).toEqual(['searching', 'reading', 'writing']);
    expect(answer?.citations).toEqual(citations);
    expect(answer?.text).toBe(text);
    const { id: _id, timings, ...rest } = answer ?? {};
    expect(timings?.['queue']).toBeGreaterThanOrEqual(0);
    expect(await citewell.ask(question)).toMatchObject(rest);
  });

  it('stops a stream that is left or aborted, and answers the next', async () => {
    for await (const event of citewell.askStream('How much is Alibaba investing?')) {
      expect(event).toEqual({ type: 'status', stage: 'searching' });
      break;
    }
    const abort = new AbortController();
    const iterator = citewell
      .askStream('Who is Yang Hongxia?', { signal: abort.signal })
      [Symbol.asyncIterator]();
    await iterator.next();
    abort.abort();
    await expect(iterator.next()).rejects.toMatchObject({ code: 'cancelled' });
    await expect(citewell.askStream(' ').getReader().read()).rejects.toMatchObject({
      code: 'invalid_request',
    });
    expect((await citewell.ask('Who is Yang Hongxia?')).outcome).toBe('answered');
  });

  it('finds passages whose quotes stand in the article', async () => {
    const response = await fetch(
      `${server.url}/api/search`,
      postJson({ query: 'open source models', limit: 3 }),
    );
    const { hits }: { hits: { quote: string; start: number; end: number; document: { id: string } }[] } =
      await response.json();
    expect(hits.length).toBeGreaterThan(0);
    for (const hit of hits) {
      const { text } = await citewell.getDocument(hit.document.id);
      expect(text.slice(hit.start, hit.end)).toBe(hit.quote);
    }
  });

  it('lists the article and describes it', async () => {
    const list: { documents: { id: string; sha256: string; bytes: number }[] } = await (
      await fetch(`${server.url}/api/documents`)
    ).json();
    expect(list.documents.map((document) => document.id)).toEqual(['china-ai-open-source.txt']);
    const { size } = statSync(join(packageRoot, 'knowledge/china-ai-open-source.txt'));
    expect(list.documents[0]?.bytes).toBe(size);
    const description = await (await fetch(`${server.url}/api/documents/china-ai-open-source.txt`)).json();
    expect(description).toMatchObject({
      published: '17.03.2025',
      bytes: size,
      sha256: list.documents[0]?.sha256,
    });
  });

  it('finds no file outside the knowledge folder', async () => {
    const response = await fetch(`${server.url}/api/documents/..%2f..%2fetc%2fpasswd`);
    expect(await readProblem(response)).toMatchObject({ status: 404, code: 'not_found' });
  });
});
