import { html } from 'hono/html';
import type { SchemaDescription } from './api-description.js';

const COMPONENT = '#/components/schemas/';

/** What hono's `html` gives; it escapes all that is put into it. */
export type Markup = ReturnType<typeof html>;

/** A type in a few words; names of schemas lead to them. */
export function typeView(schema: SchemaDescription = {}): Markup {
  const alternatives = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (schema.$ref !== undefined) {
    const name = schema.$ref.replace(COMPONENT, '');
    return html`<a href="#${schemaAnchor(name)}">${name}</a>`;
  }
  if (alternatives)
    return html`${alternatives.map((each, index) => html`${index > 0 ? ' or ' : ''}${typeView(each)}`)}`;
  if (schema.enum)
    return html`${schema.enum.map((value, index) => html`${index > 0 ? ' or ' : ''}<code>${JSON.stringify(value)}</code>`)}`;
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`;
  if (schema.items) return html`array of ${typeView(schema.items)}`;
  if (typeof schema.additionalProperties === 'object')
    return html`map to ${typeView(schema.additionalProperties)}`;
  const type = typeof schema.type === 'string' ? schema.type : (schema.type ?? ['anything']).join(' or ');
  return html`${type}${schema.format ? ` (${schema.format})` : ''}`;
}

/** The properties of an object, row by row, those of objects without a name below them. */
export function propertiesView(schema: SchemaDescription): Markup {
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) {
    return html`${alternatives.map((each, index) => html`${index > 0 ? html`<p>or</p>` : ''}${propertiesView(each)}`)}`;
  }
  if (!schema.properties) return html`<p>${typeView(schema)}</p>`;
  return html`<div class="table" tabindex="0" role="group" aria-label="Properties"><table>
    <thead><tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead>
    <tbody>${rows(schema, '')}</tbody>
  </table></div>`;
}

/** Where a schema stands on the page. */
export function schemaAnchor(name: string): string {
  return `schema-${name}`;
}

/** `1 to 10`, `at most 2000 characters`, `default 50`. */
export function limitsOf(schema: SchemaDescription = {}): string {
  const limits = [
    schema.minimum !== undefined && `at least ${schema.minimum}`,
    schema.maximum !== undefined && `at most ${schema.maximum}`,
    schema.minLength !== undefined && schema.minLength > 1 && `at least ${schema.minLength} characters`,
    schema.minLength === 1 && 'not empty',
    schema.maxLength !== undefined && `at most ${schema.maxLength} characters`,
    schema.maxItems !== undefined && `at most ${schema.maxItems} items`,
    schema.default !== undefined && `default ${JSON.stringify(schema.default)}`,
  ];
  return limits.filter((limit) => typeof limit === 'string').join(', ');
}

function rows(schema: SchemaDescription, path: string): Markup {
  return html`${Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const optional = !schema.required?.includes(name);
    const nested = property.properties ? property : property.items?.properties ? property.items : undefined;
    const at = `${path}${name}`;
    return html`<tr>
      <th scope="row"><code>${at}</code>${optional ? html` <span>optional</span>` : ''}</th>
      <td>${nested === undefined ? typeView(property) : property.items ? 'array of objects' : 'object'}</td>
      <td>${[property.description, limitsOf(property)].filter(Boolean).join(' — ')}</td>
    </tr>${nested ? rows(nested, `${at}${property.items ? '[]' : ''}.`) : ''}`;
  })}`;
}
