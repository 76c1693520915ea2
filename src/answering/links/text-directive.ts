import type { Span } from '../../documents/document.js';

/** `Plan: Pro`: a cell with its column's name, or a term with its definition. */
export const FIELD_NAME = /^[^:;\n]{1,80}:\s+(?=\S)/u;

/** The terms of a text directive (WICG, URL Fragment Text Directives). */
export interface TextDirective {
  readonly prefix?: string;
  readonly start: string;
  readonly end?: string;
  readonly suffix?: string;
}

/** A quote by its beginning and its end; whole where it has no end of its own. */
export interface Ends {
  readonly start: Span;
  readonly end?: Span;
}

/** What stands right before and right after a quote. */
export interface Context {
  readonly prefix?: Span | undefined;
  readonly suffix?: Span | undefined;
}

/** The words of the terms, on one line. */
export function directiveOf(text: string, { start, end }: Ends, { prefix, suffix }: Context): TextDirective {
  const term = (span: Span) => text.slice(span.start, span.end).replace(/\s+/gu, ' ').trim();
  return {
    ...(prefix !== undefined && { prefix: term(prefix) }),
    start: term(start),
    ...(end !== undefined && { end: term(end) }),
    ...(suffix !== undefined && { suffix: term(suffix) }),
  };
}

/** As it stands behind `:~:`. A comma, an ampersand and a dash have a meaning there, so they are escaped. */
export function serialiseDirective({ prefix, start, end, suffix }: TextDirective): string {
  const terms = [
    ...(prefix === undefined ? [] : [`${escapeTerm(prefix)}-`]),
    escapeTerm(start),
    ...(end === undefined ? [] : [escapeTerm(end)]),
    ...(suffix === undefined ? [] : [`-${escapeTerm(suffix)}`]),
  ];
  return `text=${terms.join(',')}`;
}

function escapeTerm(term: string): string {
  return encodeURIComponent(term.replace(/\p{Surrogate}/gu, '\uFFFD')).replaceAll('-', '%2D');
}
