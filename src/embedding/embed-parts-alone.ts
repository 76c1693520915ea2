import type { PassageText, PassageVectors } from './passage-embeddings.js';

/** Texts a call: enough for an embedder that works on many at once, few enough that their vectors take little memory. */
const TEXTS_A_CALL = 256;

/**
 * Embeds passages with what gives vectors of texts and nothing of their tokens: each part as a text of its own. A text
 * that stands in several places is embedded once.
 */
export async function embedPartsAlone(
  passages: readonly PassageText[],
  embedTexts: (texts: string[]) => Promise<number[][]>,
): Promise<PassageVectors[]> {
  const textsOf = ({ text, parts }: PassageText) => [
    text,
    ...parts.map(({ start, end }) => text.slice(start, end)),
  ];
  const texts = [...new Set(passages.flatMap(textsOf))];
  const vectors = new Map<string, Float32Array>();
  for (let start = 0; start < texts.length; start += TEXTS_A_CALL) {
    const slice = texts.slice(start, start + TEXTS_A_CALL);
    const embedded = await embedTexts(slice);
    for (const [position, text] of slice.entries()) {
      vectors.set(text, Float32Array.from(embedded[position] ?? []));
    }
  }
  return passages.map((passage) => {
    const [whole = new Float32Array(), ...parts] = textsOf(passage).map(
      (text) => vectors.get(text) ?? new Float32Array(),
    );
    return { whole, parts };
  });
}
