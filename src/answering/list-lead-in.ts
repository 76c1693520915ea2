/** Marks that open an item of a list: bullets, `3.`, `b)`. */
const ITEM = /^(?:[-+*•‣◦·▪–]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s/iu;
const LEAD_IN_END = /[:：]["'”’»)*_]*$/u;

/**
 * The position of the line that introduces the list which a sentence is an item of ("You need to bring:"), where it
 * stands right before the items above; `undefined` for any other sentence.
 *
 * @param texts the sentences of a passage, in order
 */
export function leadInOf(texts: readonly string[], position: number): number | undefined {
  let above = position;
  while (ITEM.test(texts[above] ?? '')) above -= 1;
  return above < position && LEAD_IN_END.test(texts[above] ?? '') ? above : undefined;
}
