/** Latin and the scripts of other languages by their Unicode names (UAX #24), as `Han` and `Cyrillic`. */
export type Scripts = readonly string[];

const LETTER = /\p{Letter}/gu;

/** Whether Unicode, as this Node knows it, has a script of that name. */
export function isScript(name: string): boolean {
  return /^[A-Za-z_]+$/.test(name) && letterOf([name]) !== undefined;
}

/** Whether half of a text's letters, or more, are of `scripts`; a text without letters is written in any. */
export function isWrittenIn(text: string, scripts: Scripts): boolean {
  const letters = text.match(LETTER) ?? [];
  const own = letterOf(scripts);
  return 2 * letters.filter((letter) => own?.test(letter)).length >= letters.length;
}

/** Undefined where a name is no script's. */
function letterOf(scripts: Scripts): RegExp | undefined {
  try {
    return new RegExp(`[${scripts.map((name) => `\\p{Script=${name}}`).join('')}]`, 'u');
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
