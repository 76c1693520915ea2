import { createMcpHandler } from '@modelcontextprotocol/server';
import type { ServerApp } from '../environment.js';
import { createMcpServer, type McpServices } from '../mcp/create-mcp-server.js';

/** Where the Model Context Protocol is spoken (streamable HTTP, without sessions). */
const MCP_PATH = '/mcp';

/** Each request has a server of its own: nothing is kept between two. */
export function addMcpRoute(app: ServerApp, services: McpServices, bodyBytes: number): void {
  const handler = createMcpHandler(({ requestInfo }) => createMcpServer(services, requestInfo?.signal), {
    maxRequestBodySize: bodyBytes,
  });
  app.all(MCP_PATH, (context) => handler.fetch(context.req.raw));
}
