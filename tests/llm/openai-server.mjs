import { createServer } from 'node:http';
import { getLlama, LlamaChatSession } from 'node-llama-cpp';

/**
 * A GGUF model behind as much of OpenAI's protocol as Citewell's client speaks: POST /v1/chat/completions, streamed,
 * with `response_format: json_schema` as a grammar. One request at a time.
 *
 * @param {string} modelPath
 * @param {{
 *   maxTokens?: number,
 *   contextSize?: number,
 *   threads?: number,
 *   onCompletion?: (request: { messages: { role: string, content: string }[] }, text: string) => void,
 * }} [settings]
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function startModelServer(
  modelPath,
  { maxTokens = 256, contextSize = 4096, threads = 1, onCompletion = () => {} } = {},
) {
  const llama = await getLlama({ gpu: false, build: 'never', skipDownload: true, maxThreads: threads });
  const model = await llama.loadModel({ modelPath });
  const context = await model.createContext({ contextSize });
  const sequence = context.getSequence();
  const grammars = new Map();
  let last = Promise.resolve();

  async function complete(body, signal, onText) {
    const system = body.messages.find(({ role }) => role === 'system')?.content;
    const user = body.messages.findLast(({ role }) => role === 'user')?.content ?? '';
    const schema = body.response_format?.json_schema?.schema;
    const key = JSON.stringify(schema);
    if (schema && !grammars.has(key)) grammars.set(key, await llama.createGrammarForJsonSchema(schema));
    await sequence.clearHistory();
    let text = '';
    const session = new LlamaChatSession({
      contextSequence: sequence,
      ...(system && { systemPrompt: system }),
    });
    try {
      await session.prompt(user, {
        temperature: body.temperature ?? 0,
        maxTokens: Math.min(body.max_tokens ?? body.max_completion_tokens ?? maxTokens, maxTokens),
        signal,
        stopOnAbortSignal: true,
        onTextChunk: (piece) => {
          text += piece;
          onText(piece);
        },
        ...(schema && { grammar: grammars.get(key) }),
      });
    } finally {
      onCompletion(body, text);
      session.dispose({ disposeSequence: false });
    }
  }

  const server = createServer(async (request, response) => {
    if (request.method !== 'POST' || request.url !== '/v1/chat/completions') {
      response.writeHead(404).end('{"error": {"message": "not found"}}');
      return;
    }
    let json = '';
    for await (const piece of request) json += piece;
    const body = JSON.parse(json);
    const abort = new AbortController();
    response.on('close', () => abort.abort());
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const chunk = (delta, finish_reason = null) =>
      response.write(
        `data: ${JSON.stringify({ id: '1', object: 'chat.completion.chunk', created: 0, model: body.model, choices: [{ index: 0, delta, finish_reason }] })}\n\n`,
      );
    last = last.then(() =>
      abort.signal.aborted ? undefined : complete(body, abort.signal, (content) => chunk({ content })),
    );
    try {
      await last;
      chunk({}, 'stop');
      response.end('data: [DONE]\n\n');
    } catch (error) {
      last = Promise.resolve();
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
      response.destroy();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/v1`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await model.dispose();
    },
  };
}
