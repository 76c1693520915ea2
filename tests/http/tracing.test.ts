import { trace } from '@opentelemetry/api';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { expect, it } from 'vitest';
import { createTestApp, postJson } from './support/requests.js';

it('gives a process with an OpenTelemetry SDK a span a request, without what was asked or the token', async () => {
  const exporter = new InMemorySpanExporter();
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
  );
  const app = createTestApp();
  const headers = { Authorization: 'Bearer of-a-secret' };
  await app.request('/api/ask', postJson({ question: 'Where is the secret tea?' }, headers));
  await app.request('/nothing');
  const spans = exporter.getFinishedSpans();
  expect(spans.map(({ name }) => name)).toEqual(['POST /api/ask', expect.stringMatching(/^GET /)]);
  expect(spans[0]?.attributes).toMatchObject({ 'http.route': '/api/ask', 'http.response.status_code': 200 });
  expect(JSON.stringify(spans.map(({ attributes, events }) => [attributes, events]))).not.toContain('secret');
});
