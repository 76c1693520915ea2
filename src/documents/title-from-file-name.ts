/** `guides/getting-started_2.md` → `Getting started 2`: the title of last resort. */
export function titleFromFileName(id: string): string {
  const name = id.slice(id.lastIndexOf('/') + 1);
  const stem = name.replace(/(?<=.)\.[^.]+$/u, '');
  const words = stem.replace(/[-_\s]+/gu, ' ').trim();
  if (words === '') return name;
  const [first = ''] = words;
  return first.toUpperCase() + words.slice(first.length);
}
