import type { ApiDescription } from '../api-page/api-description.js';
import { apiPage } from '../api-page/api-page.js';
import type { ServerApp } from '../environment.js';

/**
 * Serves the description of every route registered so far, made once from the schemas that validate, for programs
 * and as a page for people.
 */
export function addOpenApiRoute(app: ServerApp, version: string): void {
  const description = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Citewell',
      version,
      description:
        'Answers questions from your documents. Every citation is a verbatim span of a document; offsets count ' +
        'UTF-16 code units of the text that /api/documents/{id}/text returns.',
      license: { name: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
  });
  app.get('/openapi.json', (context) => {
    context.header('Cache-Control', 'no-cache');
    return context.json(description);
  });
  // As clients read it.
  const page = apiPage(JSON.parse(JSON.stringify(description)) as ApiDescription);
  app.get('/docs', (context) => {
    context.header('Cache-Control', 'no-cache');
    return context.html(page);
  });
}
