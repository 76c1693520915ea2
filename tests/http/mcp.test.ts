import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerSchema } from '../../server/schemas/ask.js';
import { packageRoot } from '../../src/package-root.js';
import { type ArticleServer, openArticleServer } from './support/article-server.js';
import { InMemoryAnswerer } from './support/in-memory-answerer.js';
import { temporaryFolder } from './support/requests.js';
import { createSignal, startTestServer } from './support/sockets.js';

const ARTICLE = 'china-ai-open-source.txt';

async function connect(url: string): Promise<Client> {
  const client = new Client({ name: 'test', version: '0' });
  await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', url)));
  return client;
}

/** What every client finds, whatever it came by. */
function describeTools(name: string, open: () => Promise<{ client: Client; close(): Promise<void> }>): void {
  describe(name, () => {
    let client: Client;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ client, close } = await open());
    });
    afterAll(() => close());

    it('lists the tools with what goes in and what comes out', async () => {
      const { tools } = await client.listTools();
      expect(tools.map((tool) => tool.name).sort()).toEqual(['ask', 'get_document', 'search']);
      for (const tool of tools) {
        expect(tool.inputSchema['type']).toBe('object');
        expect(tool.outputSchema?.['type']).toBe('object');
        expect(tool.annotations?.readOnlyHint).toBe(true);
      }
    });

    it('answers with citations, in words and as data, and links the document', async () => {
      const result = await client.callTool({
        name: 'ask',
        arguments: { question: 'How much is Alibaba investing?' },
      });
      const answer = answerSchema.parse(result.structuredContent);
      expect(answer.citations[0]?.quote).toContain('US$52 billion');
      expect(result.content[0]).toMatchObject({ type: 'text', text: expect.stringContaining('Sources:') });
      expect(result.content[1]).toMatchObject({
        type: 'resource_link',
        uri: `citewell://documents/${ARTICLE}`,
      });
      const whole = await client.readResource({ uri: `citewell://documents/${ARTICLE}` });
      expect(Reflect.get(whole.contents[0] ?? {}, 'text')).toContain(answer.citations[0]?.quote);
    });

    it('searches, and reads a piece of a document by the offsets of a citation', async () => {
      const found = await client.callTool({ name: 'search', arguments: { query: 'Yang Hongxia', limit: 1 } });
      const [hit] = Reflect.get(found.structuredContent ?? {}, 'hits');
      const { structuredContent } = await client.callTool({
        name: 'get_document',
        arguments: { id: hit.document.id, start: hit.start, length: hit.end - hit.start },
      });
      expect(structuredContent).toMatchObject({ text: hit.quote, start: hit.start, end: hit.end });
    });

    it('says what is wrong as a result that a model can read', async () => {
      const missing = await client.callTool({ name: 'get_document', arguments: { id: '../../etc/passwd' } });
      expect(missing).toMatchObject({
        isError: true,
        content: [{ text: expect.stringContaining('no document') }],
      });
      const blank = await client.callTool({ name: 'ask', arguments: { question: ' ' } });
      expect(blank).toMatchObject({ isError: true, content: [{ text: expect.stringContaining('blank') }] });
      await expect(client.readResource({ uri: 'citewell://documents/none' })).rejects.toThrow('no document');
    });

    it('lists the documents as resources', async () => {
      const { resources, nextCursor } = await client.listResources();
      expect(resources).toMatchObject([{ name: ARTICLE, mimeType: 'text/plain' }]);
      expect(nextCursor).toBeUndefined();
      const { resourceTemplates } = await client.listResourceTemplates();
      expect(resourceTemplates).toMatchObject([{ uriTemplate: 'citewell://documents/{id}' }]);
    });
  });
}

let article: ArticleServer;
describeTools('over HTTP', async () => {
  article = await openArticleServer();
  const client = await connect(article.server.url);
  return {
    client,
    close: async () => {
      await client.close();
      await article.close();
    },
  };
});

describeTools('over standard input and output', async () => {
  const dataDir = temporaryFolder();
  const client = new Client({ name: 'test', version: '0' });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [join(packageRoot, 'dist/src/cli/main.js'), 'mcp', '--data-dir', dataDir],
    cwd: packageRoot,
    stderr: 'ignore',
  });
  await client.connect(transport);
  return {
    client,
    close: async () => {
      await client.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
});

it('goes through many documents page by page, whatever their ids', async () => {
  const ids = Array.from({ length: 250 }, (_, number) => `guides/${String(number).padStart(3, '0')} ü?.md`);
  const answerer = new InMemoryAnswerer();
  const { getDocument } = answerer;
  answerer.listDocuments = async ({ limit = 10, after = '' } = {}) => {
    const { text, ...document } = await getDocument.call(answerer, 'notes.txt');
    return ids
      .filter((id) => id > after)
      .slice(0, limit)
      .map((id) => ({ ...document, id, length: text.length, passages: 1 }));
  };
  answerer.getDocument = async (id) => ({ ...(await getDocument.call(answerer, 'notes.txt')), id });
  const server = await startTestServer({ answerer });
  const client = await connect(server.url);
  const listed: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.listResources(cursor === undefined ? {} : { cursor });
    listed.push(...page.resources.map(({ name }) => name));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  expect(listed).toEqual(ids);
  const last = `citewell://documents/${encodeURIComponent(ids[249] ?? '')}`;
  expect((await client.readResource({ uri: last })).contents[0]?.uri).toBe(last);
  await client.close();
  await server.close();
});

it('stops the work of a call when its client closes the connection', async () => {
  const answerer = new InMemoryAnswerer();
  const [began, stopped] = [createSignal(), createSignal()];
  answerer.ask = (_question, { signal } = {}) => {
    signal?.addEventListener('abort', () => stopped.fire());
    began.fire();
    return new Promise(() => undefined);
  };
  const server = await startTestServer({ answerer, connections: { shutdownMilliseconds: 200 } });
  const client = await connect(server.url);
  const call = client.callTool({ name: 'ask', arguments: { question: 'Where is tea grown?' } });
  call.catch(() => undefined);
  await began.promise;
  await client.close();
  await stopped.promise;
  await server.close();
});
