/** A text with some of its parts; offsets in UTF-16 code units. */
interface TextInParts {
  readonly text: string;
  readonly parts: readonly { readonly start: number; readonly end: number }[];
}

/** A run of a text's tokens, `[first, end)`; empty where a part has none of its own. */
export interface TokenRun {
  readonly first: number;
  readonly end: number;
}

/** The ids of a text's tokens, none of those that the model wants around it. */
export type Tokenise = (text: string) => readonly number[];

/**
 * Which tokens lie in which part of a text, for any tokenizer: transformers.js' tell no offsets.
 *
 * What lies between two bounds of parts is tokenised by itself. Where the pieces' tokens joined are those of the text,
 * as they are where parts end at blanks, no token crosses a bound, and counting tells. Otherwise (a script without
 * blanks, a word that is cut in two) as many tokens lie before a bound as the text up to it has in common with the
 * whole; one that crosses it belongs to the part after it.
 *
 * @param tokens those of the whole text
 */
export function tokensOfParts(
  { text, parts }: TextInParts,
  tokens: readonly number[],
  tokenise: Tokenise,
): TokenRun[] {
  const places = parts.flatMap(({ start, end }) => [start, end]);
  const bounds = [...new Set([0, ...places])].sort((a, b) => a - b);
  const before = countPieces(text, bounds, tokens, tokenise) ?? countCommon(text, bounds, tokens, tokenise);
  return parts.map(({ start, end }) => ({ first: before.get(start) ?? 0, end: before.get(end) ?? 0 }));
}

/** Tokens before each bound; undefined where a token crosses one, or looks otherwise beside its neighbours. */
function countPieces(
  text: string,
  bounds: readonly number[],
  tokens: readonly number[],
  tokenise: Tokenise,
): Map<number, number> | undefined {
  const before = new Map<number, number>();
  let count = 0;
  for (const [position, bound] of bounds.entries()) {
    before.set(bound, count);
    for (const id of tokenise(text.slice(bound, bounds[position + 1]))) {
      if (tokens[count++] !== id) return undefined;
    }
  }
  return count === tokens.length ? before : undefined;
}

function countCommon(
  text: string,
  bounds: readonly number[],
  tokens: readonly number[],
  tokenise: Tokenise,
): Map<number, number> {
  return new Map(
    bounds.map((bound): [number, number] => {
      const own = tokenise(text.slice(0, bound));
      const different = own.findIndex((id, position) => tokens[position] !== id);
      return [bound, different === -1 ? own.length : different];
    }),
  );
}
