import type { TextRun } from './pdf-lines.js';

/** A page as its runs of text, in points. */
export interface PageRuns {
  readonly number: number;
  readonly height: number;
  readonly runs: readonly TextRun[];
}

/** Headers and footers stand in this share of the page at its top and at its bottom. */
const MARGIN = 0.12;
/** What recurs on this share of the pages is a header; left and right pages may have their own. */
const LEAST_SHARE = 0.3;
const LEAST_PAGES = 2;
/** A line recurs at the same height, give or take points. */
const HEIGHT_STEP = 6;

/** Takes out running headers, footers and page numbers: what recurs at the same height, but for its numbers. */
export function withoutRunningLines(pages: readonly PageRuns[]): PageRuns[] {
  const pagesWith = new Map<string, Set<number>>();
  for (const page of pages) {
    for (const key of keysOf(page).values()) {
      const known = pagesWith.get(key) ?? new Set();
      known.add(page.number);
      pagesWith.set(key, known);
    }
  }
  const least = Math.max(LEAST_PAGES, Math.ceil(LEAST_SHARE * pages.length));
  return pages.map((page) => {
    const keys = keysOf(page);
    const runs = page.runs.filter((run) => {
      const key = keys.get(run);
      return key === undefined || (pagesWith.get(key)?.size ?? 0) < least;
    });
    // A page that holds nothing else says it by them.
    return runs.length === 0 ? page : { ...page, runs };
  });
}

/** Names of the lines in the margins, for each of their runs: height and text, numbers made alike. */
function keysOf(page: PageRuns): Map<TextRun, string> {
  const lines = new Map<string, TextRun[]>();
  for (const run of page.runs) {
    const inTop = run.y < MARGIN * page.height;
    if (!inTop && run.y < (1 - MARGIN) * page.height) continue;
    const height = `${inTop ? 'top' : 'bottom'} ${Math.round((inTop ? run.y : page.height - run.y) / HEIGHT_STEP)}`;
    lines.set(height, [...(lines.get(height) ?? []), run]);
  }
  const keys = new Map<TextRun, string>();
  for (const [height, runs] of lines) {
    const text = runs.map((run) => run.text).join(' ');
    const key = `${height} ${text
      .replace(/\d+|\b[ivxlc]+\b/giu, '#')
      .replace(/\s+/gu, ' ')
      .trim()}`;
    for (const run of runs) keys.set(run, key);
  }
  return keys;
}
