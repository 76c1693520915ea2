import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLAIMS_JSON_SCHEMA } from '../../../src/composing/claim.js';
import { LangChainModel } from '../../../src/composing/models/langchain-model.js';
import { failureOf } from '../../../src/composing/models/model-failure.js';
import { openChatModel } from '../../../src/composing/models/open-chat-model.js';

describe('a model of Ollama', () => {
  let answer: (response: ServerResponse) => void;
  let body: Record<string, unknown>;
  let url: string;
  const server = createServer(async (request, response) => {
    let json = '';
    for await (const piece of request) json += piece;
    body = JSON.parse(json);
    answer(response);
  });

  beforeEach(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  async function write(signal = new AbortController().signal): Promise<string> {
    const chatModel = await openChatModel({
      llm: 'ollama:smollm2',
      baseUrl: url,
      tokens: 2_000,
      outputTokens: 500,
    });
    const pieces: string[] = [];
    const model = new LangChainModel('ollama:smollm2', chatModel);
    const prompt = { system: 'You answer.', user: 'Question?' };
    for await (const piece of model.write(prompt, { signal, schema: CLAIMS_JSON_SCHEMA })) pieces.push(piece);
    return pieces.join('');
  }

  const line = (content: string, done: boolean) =>
    `${JSON.stringify({ model: 'smollm2', created_at: '2025-03-17', message: { role: 'assistant', content }, done })}\n`;

  it('is given the schema, the limits and a window that the prompt fits into', async () => {
    answer = (response) => response.end(line('{"claims"', false) + line(': []}', false) + line('', true));
    expect(await write()).toBe('{"claims": []}');
    expect(body).toMatchObject({
      model: 'smollm2',
      format: CLAIMS_JSON_SCHEMA,
      options: { num_predict: 500, num_ctx: 2_000, temperature: 0 },
    });
  });

  it('is cut off with its signal', async () => {
    const controller = new AbortController();
    answer = (response) => {
      response.write(line('{"claims"', false));
      controller.abort();
    };
    await expect(write(controller.signal)).rejects.toThrow();
  });

  it('fails in ways that are told apart', async () => {
    answer = (response) => response.writeHead(404).end('{"error": "model not found"}');
    expect(failureOf(await write().catch((error: unknown) => error))).toMatchObject({
      reason: 'rejected',
      status: 404,
    });
    answer = (response) => response.destroy();
    expect(failureOf(await write().catch((error: unknown) => error))).toMatchObject({
      reason: 'unreachable',
    });
  });
});
