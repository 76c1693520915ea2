import { html } from 'hono/html';
import type { ApiDescription, BodyDescription, OperationDescription } from './api-description.js';
import { limitsOf, type Markup, propertiesView, schemaAnchor, typeView } from './schema-view.js';

/** An API as a page for people: one document, no script. */
export function apiPage({ info, paths, components }: ApiDescription): Markup {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const schemas = Object.entries(components?.schemas ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${info.title}: HTTP API</title>
    <link rel="icon" href="./favicon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="./docs.css" />
  </head>
  <body>
    <header>
      <h1>${info.title}: HTTP API</h1>
      <p>${info.description ?? ''}</p>
      <p>Version ${info.version}. The same for programs: <a href="./openapi.json">openapi.json</a> (OpenAPI 3.1). <a href="./">Ask a question</a>.</p>
    </header>
    <nav aria-label="Routes">
      <ul>${operations.map(
        ({ path, method, operation }) =>
          html`<li><a href="#${anchorOf(method, path)}"><code>${method} ${path}</code></a> ${operation.summary ?? ''}</li>`,
      )}</ul>
    </nav>
    <main>
      ${operations.map(({ path, method, operation }) => operationView(method, path, operation))}
      <h2 id="schemas">Schemas</h2>
      ${schemas.map(
        ([name, schema]) => html`<section aria-labelledby="${schemaAnchor(name)}">
        <h3 id="${schemaAnchor(name)}">${name}</h3>
        ${schema.description ? html`<p>${schema.description}</p>` : ''}
        ${propertiesView(schema)}
      </section>`,
      )}
    </main>
  </body>
</html>`;
}

function operationView(method: string, path: string, operation: OperationDescription): Markup {
  const { summary, description, security, parameters = [], requestBody, responses } = operation;
  const anchor = anchorOf(method, path);
  return html`<section aria-labelledby="${anchor}">
    <h2 id="${anchor}"><code>${method} ${path}</code></h2>
    <p><strong>${summary ?? ''}</strong>${security ? ' (needs the admin token)' : ''}</p>
    ${description ? html`<p>${description}</p>` : ''}
    ${parameters.map(
      (parameter) =>
        html`<p><code>${parameter.name}</code> in the ${parameter.in}${parameter.required ? '' : ', optional'}: ${typeView(parameter.schema)}${limitsOf(parameter.schema) ? `, ${limitsOf(parameter.schema)}` : ''}. ${parameter.description ?? ''}</p>`,
    )}
    ${requestBody ? html`<h3>Request</h3><p>${contentView(requestBody)}</p>` : ''}
    <h3>Responses</h3>
    <dl>${Object.entries(responses).map(
      ([status, response]) =>
        html`<dt><code>${status}</code></dt><dd>${response.description ?? ''} ${contentView(response)}</dd>`,
    )}</dl>
  </section>`;
}

function contentView({ content = {} }: BodyDescription): Markup {
  return html`${Object.entries(content).map(
    ([type, { schema }], index) => html`${index > 0 ? ', or ' : ''}<code>${type}</code>: ${typeView(schema)}`,
  )}`;
}

function anchorOf(method: string, path: string): string {
  return `${method}${path}`
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .replace(/-$/, '');
}
