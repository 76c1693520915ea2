const MONTH = '(?:0[1-9]|1[0-2])';
const DAY = '(?:0[1-9]|[12]\\d|3[01])';
const YEAR = '(?:19|20)\\d{2}';
/** `2024-05-06`, `2024_05`, `06.05.2024`: the parts of a date belong together. Anything else that parts words is a blank. */
const DATE_OR_GAP = new RegExp(
  `(?<=^|[-_\\s])(?:${YEAR}([-_.])${MONTH}(?:\\1${DAY})?|${DAY}([-_.])${MONTH}\\2${YEAR})(?![\\p{L}\\p{N}])|[-_\\s]+`,
  'gu',
);

/** `guides/getting-started_2.md` → `Getting started 2`, `2024-05-06-board.md` → `2024-05-06 board`: the title of last resort. */
export function titleFromFileName(id: string): string {
  const name = id.slice(id.lastIndexOf('/') + 1);
  const stem = name.replace(/(?<=.)\.[^.]+$/u, '');
  const words = stem
    .replace(DATE_OR_GAP, (found) => (/\d/u.test(found) ? found.replaceAll('_', '-') : ' '))
    .trim();
  if (words === '') return name;
  const [first = ''] = words;
  return first.toUpperCase() + words.slice(first.length);
}
