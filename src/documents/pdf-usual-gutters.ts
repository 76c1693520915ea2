import { findGutter } from './pdf-gutters.js';
import { piecesOf, type TextRun } from './pdf-lines.js';

/** In points; pages are set a little differently, and a gutter is found by its middle. */
const SAME_GUTTER = 12;
/** Of pages that have a gutter there: so many, and this share of all. */
const LEAST_PAGES = 2;
const LEAST_USUAL = 0.3;

/**
 * Where the columns of a document part, by its pages of plain prose. On a page with figures, listings or a wide table
 * nobody can find that by the page alone, and yet its text stands in the same columns.
 *
 * @returns from the left, one a place: left and right pages may have their own
 */
export function usualGutters(pages: readonly (readonly TextRun[])[]): number[] {
  const gutters = pages
    .flatMap((runs) => {
      const gutter = findGutter(piecesOf(runs));
      return gutter === undefined ? [] : [(gutter.start + gutter.end) / 2];
    })
    .sort((one, other) => one - other);
  const places: number[][] = [];
  for (const gutter of gutters) {
    const near = places.at(-1);
    if (near?.[0] !== undefined && gutter - near[0] < SAME_GUTTER) near.push(gutter);
    else places.push([gutter]);
  }
  const least = Math.max(LEAST_PAGES, LEAST_USUAL * pages.length);
  return places.filter(({ length }) => length >= least).map((near) => near[Math.floor(near.length / 2)] ?? 0);
}
