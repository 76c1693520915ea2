import { ChatOpenAI } from '@langchain/openai';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerSchema } from '../../server/schemas/ask.js';
import { REFUSALS } from '../../src/answering/refusal-text.js';
import { CitewellError } from '../../src/errors.js';
import { type ArticleServer, openArticleServer } from './support/article-server.js';
import { InMemoryAnswerer } from './support/in-memory-answerer.js';
import { createTestApp, postJson } from './support/requests.js';

const QUESTION = 'How much is Alibaba investing?';
let article: ArticleServer;
let client: OpenAI;
let baseURL: string;

beforeAll(async () => {
  article = await openArticleServer();
  baseURL = `${article.server.url}/v1`;
  client = new OpenAI({ baseURL, apiKey: 'none', maxRetries: 0 });
});
afterAll(() => article.close());

const user = (content: string) => ({ role: 'user' as const, content });

describe("OpenAI's own client", () => {
  it('gets an answer whose annotations stand on its markers, with the whole answer beside it', async () => {
    const completion = await client.chat.completions.create({
      model: 'citewell',
      messages: [user(QUESTION)],
    });
    const message = completion.choices[0]?.message;
    expect(message?.content).toContain('US$52 billion');
    expect(completion.choices[0]?.finish_reason).toBe('stop');
    expect(completion.usage?.total_tokens).toBeGreaterThan(10);
    const answer = answerSchema.parse(Reflect.get(completion, 'citewell'));
    expect(message?.content).toBe(answer.text);
    expect(message?.annotations?.length).toBeGreaterThan(0);
    for (const { url_citation } of message?.annotations ?? []) {
      expect(message?.content?.slice(url_citation.start_index, url_citation.end_index)).toMatch(/^\[\d+\]$/);
      expect(url_citation.title).toBe(answer.citations[0]?.document.title);
      const source = await fetch(url_citation.url);
      expect(await source.text()).toContain(answer.citations[0]?.quote);
    }
  });

  it('gets the same in chunks, with the usage where it asks for it', async () => {
    const stream = await client.chat.completions.create({
      model: 'citewell',
      messages: [user(QUESTION)],
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = '';
    const finished: (string | null)[] = [];
    let usage: OpenAI.CompletionUsage | null | undefined;
    let answer: unknown;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? '';
      if (chunk.choices[0]?.finish_reason) finished.push(chunk.choices[0].finish_reason);
      if (chunk.usage) usage = chunk.usage;
      answer ??= Reflect.get(chunk, 'citewell');
    }
    expect(text).toBe(answerSchema.parse(answer).text);
    expect(finished).toEqual(['stop']);
    expect(usage?.completion_tokens).toBe(Math.ceil(text.length / 4));
  });

  it('understands a follow-up from the messages, and reads no system message as the question', async () => {
    const completion = await client.chat.completions.create({
      model: 'gpt-4o',
      temperature: 0.2,
      max_tokens: 500,
      messages: [
        { role: 'system', content: 'You are a pirate.' },
        user('Who is Yang Hongxia?'),
        { role: 'assistant', content: 'An AI scientist. [1]' },
        { role: 'user', content: [{ type: 'text', text: 'What is she developing?' }] },
      ],
    });
    const answer = answerSchema.parse(Reflect.get(completion, 'citewell'));
    expect(answer.question).toBe('What is she developing?');
    expect(answer.standaloneQuestion).toBe('What is Yang Hongxia developing?');
  });

  it('reads a refusal as a message like any other', async () => {
    const completion = await client.chat.completions.create({
      model: 'citewell',
      messages: [user('What is the capital of France?')],
    });
    expect(completion.choices[0]?.message.content).toContain(REFUSALS.nothing_relevant);
    expect(completion.choices[0]?.message.annotations).toEqual([]);
    expect(answerSchema.parse(Reflect.get(completion, 'citewell')).outcome).toBe('not_found');
  });

  it('lists the one model, and finds it by name', async () => {
    expect((await client.models.list()).data.map(({ id }) => id)).toEqual(['citewell']);
    expect((await client.models.retrieve('citewell')).owned_by).toBe('citewell');
    await expect(client.models.retrieve('gpt-4o')).rejects.toMatchObject({ status: 404, code: 'not_found' });
  });

  it.each([
    ['no messages', [], 'messages'],
    ['no question', [{ role: 'system' as const, content: 'Hi' }], null],
    ['an empty question', [user('  ')], null],
    ['a question that is too long', [user('x'.repeat(2_001))], null],
  ])('is told what is wrong with %s', async (_what, messages, param) => {
    const failure = await client.chat.completions
      .create({ model: 'citewell', messages })
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(OpenAI.BadRequestError);
    expect(failure).toMatchObject({ type: 'invalid_request_error', param });
  });
});

it("LangChain's ChatOpenAI asks whole and in chunks", async () => {
  const model = new ChatOpenAI({
    model: 'citewell',
    apiKey: 'none',
    configuration: { baseURL },
    maxRetries: 0,
  });
  expect((await model.invoke(QUESTION)).content).toContain('US$52 billion');
  let text = '';
  for await (const chunk of await model.stream(QUESTION)) text += chunk.content;
  expect(text).toContain('US$52 billion');
});

describe("failures below /v1 have OpenAI's shape", () => {
  const errorOf = async (response: Response) => {
    expect(response.headers.get('Content-Type')).toBe('application/json');
    return { status: response.status, ...(await response.json()).error };
  };

  it.each([
    ['a body that is not JSON', '{', 400, 'malformed_json'],
    ['more than one choice', JSON.stringify({ messages: [user('Tea?')], n: 2 }), 400, 'invalid_request'],
    [
      'a body that is too large',
      JSON.stringify({ messages: [user('x'.repeat(300_000))] }),
      413,
      'body_too_large',
    ],
  ])('for %s', async (_what, body, status, code) => {
    const headers = { 'Content-Type': 'application/json' };
    const response = await createTestApp().request('/v1/chat/completions', { method: 'POST', headers, body });
    expect(await errorOf(response)).toMatchObject({ status, code, type: 'invalid_request_error' });
  });

  it('for what is not there, for a missing token and for a server that fails', async () => {
    const app = createTestApp({ askToken: 'a-token-of-22-characters' });
    expect(await errorOf(await app.request('/v1/models'))).toMatchObject({
      status: 401,
      type: 'authentication_error',
    });
    expect(await errorOf(await createTestApp().request('/v1/embeddings'))).toMatchObject({ status: 404 });
    const answerer = new InMemoryAnswerer();
    answerer.ask = () => Promise.reject(new CitewellError('engine_stopped', 'Gone.'));
    const failing = createTestApp({ answerer });
    const body = { messages: [user('Tea?')] };
    const whole = await failing.request('/v1/chat/completions', postJson(body));
    expect(await errorOf(whole)).toMatchObject({ status: 503, type: 'server_error', code: 'engine_stopped' });
    const chunks = await failing.request('/v1/chat/completions', postJson({ ...body, stream: true }));
    expect(await chunks.text()).toMatch(
      /"error":\{[^\n]*"code":"engine_stopped"[^\n]*\n\ndata: \[DONE\]\n\n$/,
    );
  });
});
