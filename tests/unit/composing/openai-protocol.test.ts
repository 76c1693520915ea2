import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChatOpenAI } from '@langchain/openai';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AnswerEvent } from '../../../src/answering/answer-events.js';
import { Citewell } from '../../../src/citewell.js';
import { LlmAnswerer } from '../../../src/composing/llm-answerer.js';
import '../../../src/evaluation/testing.js';
import type { CitewellSettingsInput } from '../../../src/settings/settings-schema.js';
import {
  type Behaviour,
  finish,
  refuse,
  reply,
  type ScriptedServer,
  startScriptedServer,
  write,
} from './support/scripted-model-server.js';

const QUESTION = 'How much is Alibaba investing?';
const QUOTE = 'Alibaba has committed more than US$52 billion to AI-related infrastructure development';
const CLAIM = {
  text: 'Alibaba has committed more than US$52 billion to AI-related infrastructure.',
  quotes: [{ passage: 1, quote: QUOTE }],
};
const GOOD = JSON.stringify({ answerable: true, claims: [CLAIM] });
const EXTRACTIVE = { outcome: 'answered', composer: 'extractive_fallback' };

let folder: string;
let server: ScriptedServer;
const opened: Citewell[] = [];

async function open(settings: CitewellSettingsInput = {}): Promise<Citewell> {
  const citewell = await Citewell.open({
    knowledge: 'knowledge',
    dataDir: folder,
    reader: 'off',
    llm: 'openai:scripted',
    llmBaseUrl: server.url,
    llmDeadline: 30_000,
    ...settings,
  });
  opened.push(citewell);
  return citewell;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'citewell-openai-'));
  const citewell = await Citewell.open({ knowledge: 'knowledge', dataDir: folder });
  await citewell.index();
  await citewell.close();
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  server = await startScriptedServer(reply(GOOD));
});

afterEach(async () => {
  await server.close();
  await Promise.all(opened.splice(0).map((citewell) => citewell.close()));
});

describe('a model that answers as it is asked to', () => {
  it('words the answer, and the quote is the document’s own sentence', async () => {
    const citewell = await open();
    const answer = await citewell.ask(QUESTION);
    expect(answer).toMatchObject({
      outcome: 'answered',
      composer: 'llm',
      text: `${CLAIM.text} [1]`,
      composition: {
        model: 'openai:scripted',
        claims: { kept: 1, dropped: {} },
        quotes: { verified: 1, unverified: 0 },
      },
    });
    expect(answer.composition).not.toHaveProperty('shortfall');
    await expect(answer).toQuoteVerbatim(citewell);
    const [citation] = answer.citations;
    const { text } = await citewell.getDocument(citation?.document.id ?? '');
    expect(citation?.quote).toContain('marking the largest private-sector AI investment');
    expect(citation?.highlights.map(({ start, end }) => text.slice(start, end))).toEqual([QUOTE]);
  });

  it('is given the passages as fenced data, a schema and a limit, and no key where there is none', async () => {
    await (await open({ llmTokens: 2_000 })).ask(QUESTION);
    const [request] = server.requests;
    expect(request).toMatchObject({
      model: 'scripted',
      max_tokens: 500,
      response_format: { type: 'json_schema' },
    });
    const [system, user] = request?.messages ?? [];
    expect(system?.role).toBe('system');
    expect(user?.content).toMatch(/^<<<(\w+) passage 1: .*\n[\s\S]*\n\1>>>\n/);
    expect(user?.content).toContain(QUOTE);
    expect(user?.content.endsWith(`Question: ${JSON.stringify(QUESTION)}`)).toBe(true);
  });

  it('may be any chat model of LangChain’s', async () => {
    const chatModel = new ChatOpenAI({
      model: 'mine',
      apiKey: 'mine',
      configuration: { baseURL: server.url },
    });
    const citewell = await Citewell.open(
      { knowledge: 'knowledge', dataDir: folder, reader: 'off' },
      { chatModel },
    );
    opened.push(citewell);
    expect(await citewell.ask(QUESTION)).toMatchObject({
      composer: 'llm',
      composition: { model: 'ChatOpenAI' },
    });
    expect(server.requests[0]?.model).toBe('mine');
  });

  it('may refuse', async () => {
    server.behave(reply('{"answerable": false, "claims": []}'));
    const answer = await (await open()).ask(QUESTION);
    expect(answer).toMatchObject({
      outcome: 'not_found',
      reason: 'related_but_no_answer',
      composer: 'llm',
      citations: [],
    });
    expect(answer.related.length).toBeGreaterThan(0);
  });

  it('is not asked what the documents do not answer, nor where the caller wants none', async () => {
    const citewell = await open();
    expect(await citewell.ask('What is the boiling point of tungsten?')).toMatchObject({
      composer: 'extractive',
    });
    expect(await citewell.ask(QUESTION, { llm: false })).toMatchObject({ composer: 'extractive' });
    expect(server.requests).toHaveLength(0);
  });

  it('streams each claim as it is verified, before the model is done', async () => {
    let release = () => {};
    server.behave((response) => {
      write(response, GOOD.slice(0, -2));
      release = () => {
        write(response, GOOD.slice(-2));
        finish(response);
      };
    });
    const events: AnswerEvent[] = [];
    for await (const event of (await open()).askStream(QUESTION)) {
      events.push(event);
      if (event.type === 'delta') release();
    }
    const answers = events.flatMap((event) => (event.type === 'answer' ? [event.answer] : []));
    expect(events.at(-1)?.type).toBe('answer');
    expect(answers).toHaveLength(1);
    expect(answers[0]).toMatchObject({ composer: 'llm', text: `${CLAIM.text} [1]` });
    expect(events.map((event) => (event.type === 'delta' ? event.text : '')).join('')).toBe(answers[0]?.text);
    expect(events.flatMap((event) => (event.type === 'citation' ? [event.citation] : []))).toEqual(
      answers[0]?.citations,
    );
  });

  it('streams the extractive answer where the model proves nothing', async () => {
    server.behave(reply(GOOD.replaceAll('committed', 'promised')));
    const events: AnswerEvent[] = [];
    for await (const event of (await open()).askStream(QUESTION)) events.push(event);
    const last = events.at(-1);
    if (last?.type !== 'answer') throw new Error('The last event is no answer.');
    expect(last.answer).toMatchObject(EXTRACTIVE);
    expect(events.map((event) => (event.type === 'delta' ? event.text : '')).join('')).toBe(last.answer.text);
  });

  it('does not keep other questions waiting while it writes', async () => {
    let release = () => {};
    server.behave((response) => {
      release = () => reply(GOOD)(response, { model: '', messages: [] }, 1);
    });
    const citewell = await open();
    const slow = citewell.ask(QUESTION);
    while (server.requests.length === 0) await citewell.search('Alibaba');
    expect(await citewell.ask(QUESTION, { llm: false })).toMatchObject({ composer: 'extractive' });
    release();
    expect(await slow).toMatchObject({ composer: 'llm' });
  });
});

/** Each with the shortfall that the answer names; every one has the extractive answer. */
const FAILURES: [what: string, behaviour: Behaviour, shortfall: string, settings?: CitewellSettingsInput][] =
  [
    ['does not answer at all', () => undefined, 'timeout', { llmDeadline: 700 }],
    [
      'hangs in the middle of a claim',
      (response) => write(response, GOOD.slice(0, 60)),
      'timeout',
      { llmDeadline: 700 },
    ],
    ['breaks off before it answers', (response) => response.destroy(), 'unreachable'],
    [
      'breaks off in the middle of a claim',
      (response) => {
        write(response, GOOD.slice(0, 60));
        setTimeout(() => response.destroy(), 50);
      },
      'unreachable',
    ],
    ['is overloaded', refuse(503), 'failed'],
    ['takes no more requests', refuse(429), 'rate_limited'],
    ['takes none for an hour', refuse(429, { 'retry-after': '3600' }), 'rate_limited'],
    ['does not know the key', refuse(401), 'rejected'],
    ['does not know the model', refuse(404), 'rejected'],
    ['invents its quotes', reply(GOOD.replaceAll('committed', 'promised')), 'nothing_verified'],
    ['writes prose', reply('Alibaba invests US$52 billion, I think. {"So": it goes}'), 'malformed_output'],
    ['writes half a JSON', reply(GOOD.slice(0, 90)), 'malformed_output'],
    ['writes nothing', reply(''), 'malformed_output'],
    [
      'does not speak the protocol',
      (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.end('data: {"choices": [{\n\n');
      },
      'failed',
    ],
    [
      'goes on and on',
      reply(`{"answerable": true, "claims": [${'{"so": "what"}, '.repeat(4_000)}`),
      'endless_output',
    ],
  ];

describe('a model that', () => {
  it.each(FAILURES)('%s leaves the extractive answer', async (_what, behaviour, shortfall, settings = {}) => {
    server.behave(behaviour);
    const citewell = await open(settings);
    const answer = await citewell.ask(QUESTION);
    expect(answer).toMatchObject({ ...EXTRACTIVE, composition: { shortfall } });
    expect(answer).toCite('US$52 billion');
    await expect(answer).toQuoteVerbatim(citewell);
  });

  it('is not there leaves the extractive answer, and none is asked again after five failures', async () => {
    const citewell = await open();
    await server.close();
    const shortfalls: (string | undefined)[] = [];
    for (let question = 0; question < 4; question++) {
      shortfalls.push((await citewell.ask(QUESTION)).composition?.shortfall);
    }
    // Each question tries twice: the third one's second try would be the sixth.
    expect(shortfalls).toEqual(['unreachable', 'unreachable', 'circuit_open', 'circuit_open']);
  });

  it('fails once is asked again', async () => {
    server.behave((response, request, attempt) =>
      attempt === 1
        ? refuse(429, { 'retry-after': '0' })(response, request, attempt)
        : reply(GOOD)(response, request, attempt),
    );
    expect(await (await open()).ask(QUESTION)).toMatchObject({ composer: 'llm' });
    expect(server.requests).toHaveLength(2);
  });

  it('does not take a schema is asked without one, from then on at once', async () => {
    server.behave((response, request, attempt) =>
      (request.response_format ? refuse(400) : reply(GOOD))(response, request, attempt),
    );
    const citewell = await open();
    expect(await citewell.ask(QUESTION)).toMatchObject({ composer: 'llm' });
    expect(await citewell.ask(QUESTION)).toMatchObject({ composer: 'llm' });
    expect(server.requests.map(({ response_format }) => response_format !== undefined)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('hangs after a claim has what it proved until then for its answer', async () => {
    server.behave((response) => write(response, GOOD.slice(0, -2)));
    const answer = await (await open({ llmDeadline: 1_000 })).ask(QUESTION);
    expect(answer).toMatchObject({
      composer: 'llm',
      text: `${CLAIM.text} [1]`,
      composition: { shortfall: 'timeout' },
    });
    await expect.poll(() => server.left(), { timeout: 30_000 }).toBe(1);
  });

  it('is asked too often is not asked', async () => {
    const citewell = await open({ llmRequestsPerMinute: 1 });
    expect(await citewell.ask(QUESTION)).toMatchObject({ composer: 'llm' });
    expect(await citewell.ask(QUESTION)).toMatchObject({
      ...EXTRACTIVE,
      composition: { shortfall: 'over_budget' },
    });
    expect(server.requests).toHaveLength(1);
  });

  it('is no longer listened to is cut off', async () => {
    const controller = new AbortController();
    server.behave((response) => {
      write(response, GOOD.slice(0, 30));
      controller.abort();
    });
    const asked = (await open()).ask(QUESTION, { signal: controller.signal });
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
    await expect.poll(() => server.left(), { timeout: 30_000 }).toBe(1);
  });
});

describe('a follow-up', () => {
  const history = [
    { role: 'user' as const, text: 'What has Baidu pledged?' },
    { role: 'assistant' as const, text: 'Baidu has pledged to make its Ernie models open source.' },
  ];

  /** The first request of a question is for its rewriting. */
  const rewriting =
    (rewritten: string): Behaviour =>
    (response, request, attempt) =>
      reply(request.messages[0]?.content.startsWith('You rewrite') ? rewritten : '{"answerable": false}')(
        response,
        request,
        attempt,
      );

  it.each([
    ['What has Alibaba pledged?', 'What has Alibaba pledged?'],
    ['Question: "What has Alibaba pledged?"\nBecause it was asked.', 'What has Alibaba pledged?'],
    ['What has Microsoft pledged?', 'What has Baidu pledged? And alibaba?'],
    ['What has Alibaba pledged by 2030?', 'What has Baidu pledged? And alibaba?'],
    ['Alibaba has pledged to buy the moon and every star above it.', 'What has Baidu pledged? And alibaba?'],
    ['', 'What has Baidu pledged? And alibaba?'],
  ])('that the model makes %j of is understood as %j', async (rewritten, standalone) => {
    server.behave(rewriting(rewritten));
    const answer = await (await open()).ask('And alibaba?', { history });
    expect(answer.standaloneQuestion).toBe(standalone);
  });

  it('is understood by the heuristic where the model is slow, and once for question and search', async () => {
    server.behave(() => undefined);
    const citewell = await open({ llmDeadline: 1_000 });
    expect(await citewell.ask('And alibaba?', { history })).toMatchObject({
      standaloneQuestion: 'What has Baidu pledged? And alibaba?',
    });
    const asked = server.requests.length;
    await citewell.search('And alibaba?', { history });
    expect(server.requests).toHaveLength(asked);
  });
});

describe('what is said of a model', () => {
  async function probe(): Promise<string | undefined> {
    const { settings } = await open();
    return (await LlmAnswerer.open(settings))?.probe();
  }

  it('holds no key, however it fails', async () => {
    const key = 'sk-secret-0123456789';
    const before = process.env['OPENAI_API_KEY'];
    process.env['OPENAI_API_KEY'] = key;
    try {
      server.behave((response) => {
        response.writeHead(401, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ error: { message: `Incorrect API key provided: ${key}` } }));
      });
      const citewell = await open();
      expect(JSON.stringify(await citewell.ask(QUESTION))).not.toContain(key);
      expect(server.keys).toEqual([`Bearer ${key}`]);
      await expect(probe()).rejects.toSatisfy(
        (error: Error) => error.message.includes('HTTP 401') && !error.message.includes(key),
      );
    } finally {
      if (before === undefined) delete process.env['OPENAI_API_KEY'];
      else process.env['OPENAI_API_KEY'] = before;
    }
  });

  it('says what is missing', async () => {
    await expect(open({ llm: 'anthropic:claude' })).rejects.toMatchObject({
      code: 'invalid_settings',
      message: expect.stringContaining('npm install @langchain/anthropic'),
    });
    await expect(open({ llm: 'openai:gpt', llmBaseUrl: '' })).rejects.toMatchObject({
      code: 'invalid_settings',
      message: expect.stringContaining('OPENAI_API_KEY'),
    });
    await expect(open({ llm: 'gpt-5' as never })).rejects.toMatchObject({ code: 'invalid_settings' });
  });

  it('tells whether it can be reached', async () => {
    expect(await probe()).toMatch(/^openai:scripted at .* answers/);
    await server.close();
    await expect(probe()).rejects.toMatchObject({ code: 'not_ready' });
  });
});
