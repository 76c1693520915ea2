/**
 * Parses JSON as models write it: with raw line breaks inside of strings, with commas before closing brackets.
 * Undefined where it is not JSON even so.
 */
export function parseLooseJson(text: string): unknown {
  return parse(text) ?? parse(repaired(text));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const STRING = /"(?:[^"\\]|\\[\s\S])*"/g;
const VALID_ESCAPE = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})$/;
const CONTROL = /\p{Cc}/gu;

function repaired(text: string): string {
  let result = '';
  let end = 0;
  for (const { 0: string, index } of text.matchAll(STRING)) {
    result += withoutTrailingCommas(text.slice(end, index)) + repairedString(string);
    end = index + string.length;
  }
  return result + withoutTrailingCommas(text.slice(end));
}

function withoutTrailingCommas(structure: string): string {
  return structure.replace(/,(?=\s*[}\]])/g, '');
}

function repairedString(string: string): string {
  return string
    .replace(CONTROL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/\\(?:u[0-9a-fA-F]{4}|[\s\S])/g, (sequence) =>
      VALID_ESCAPE.test(sequence) ? sequence : sequence.slice(1),
    );
}
