import { DefaultChatTransport, readUIMessageStream, type UIMessage } from 'ai';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerSchema } from '../../server/schemas/ask.js';
import { CitewellError } from '../../src/errors.js';
import { type ArticleServer, openArticleServer } from './support/article-server.js';
import { InMemoryAnswerer } from './support/in-memory-answerer.js';
import { createTestApp, postJson, readProblem } from './support/requests.js';

let article: ArticleServer;
beforeAll(async () => {
  article = await openArticleServer();
});
afterAll(() => article.close());

const said = (role: 'user' | 'assistant', text: string): UIMessage => ({
  id: `${role}-${text.length}`,
  role,
  parts: [{ type: 'text', text }],
});

async function lastMessage(messages: UIMessage[]): Promise<UIMessage | undefined> {
  const transport = new DefaultChatTransport({ api: `${article.server.url}/api/chat` });
  const stream = await transport.sendMessages({
    chatId: 'chat',
    messages,
    trigger: 'submit-message',
    messageId: undefined,
    abortSignal: undefined,
  });
  let last: UIMessage | undefined;
  for await (const message of readUIMessageStream({ stream })) last = message;
  return last;
}

it("the AI SDK's own transport reads the text, the sources and the whole answer", async () => {
  const message = await lastMessage([said('user', 'How much is Alibaba investing?')]);
  const partOf = (type: string) => message?.parts.find((part) => part.type === type);
  const answer = answerSchema.parse(Reflect.get(partOf('data-citewell') ?? {}, 'data'));
  expect(partOf('text')).toMatchObject({ text: answer.text, state: 'done' });
  expect(partOf('source-document')).toMatchObject({ title: answer.citations[0]?.document.title });
  expect(message?.id).toBe(answer.id);
});

it('a follow-up is understood from the messages before it', async () => {
  const message = await lastMessage([
    said('user', 'Who is Yang Hongxia?'),
    said('assistant', 'An AI scientist.'),
    said('user', 'What is she developing?'),
  ]);
  const data = message?.parts.find((part) => part.type === 'data-citewell');
  expect(data).toMatchObject({ data: { standaloneQuestion: 'What is Yang Hongxia developing?' } });
});

it('says by its header what it is, and fails as any route or as the stream has it', async () => {
  const body = { messages: [said('user', 'Tea?')] };
  const response = await createTestApp().request('/api/chat', postJson(body));
  expect(response.headers.get('X-Vercel-AI-UI-Message-Stream')).toBe('v1');
  const empty = await createTestApp().request('/api/chat', postJson({ messages: [] }));
  expect(await readProblem(empty)).toMatchObject({ status: 400, code: 'invalid_request' });
  const answerer = new InMemoryAnswerer();
  answerer.ask = () => Promise.reject(new CitewellError('engine_stopped', '/srv/secret'));
  const failed = await (await createTestApp({ answerer }).request('/api/chat', postJson(body))).text();
  expect(failed).toContain('"type":"error"');
  expect(failed).not.toContain('secret');
});
