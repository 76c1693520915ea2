import { contentStems } from '../passages/terms.js';
import type { RankedPassage } from '../retrieval/retriever.js';

/** Several words with a capital each, or a word with a digit: `Anna Berg`, `M5`. One word alone may be any topic. */
const NAME = /^\p{Lu}\S*(?:\s+(?:\p{Lu}|\p{Nd})\S*)+$|^\S*\p{Nd}\S*$/u;

type Placed = Pick<RankedPassage, 'document' | 'passage'>;

/**
 * Sections under sibling headings are about what these name. Where a question names one of them, the others answer it
 * with sentences that name it too, if at all: "Her extension is 4471" under another name is somebody else's.
 *
 * @param named stems of the question's names
 * @returns for each passage the stems of those names that are headings beside its own; empty where its own is one
 */
export function askedBeside(passages: readonly Placed[], named: readonly string[]): ReadonlySet<string>[] {
  const sections = passages.map((placed) => {
    const heading = placed.passage.headings.at(-1) ?? '';
    const stems = NAME.test(heading) ? contentStems(heading) : [];
    return {
      group: groupOf(placed),
      stems,
      isAsked: stems.length > 0 && stems.every((stem) => named.includes(stem)),
    };
  });
  return sections.map(({ group, stems, isAsked }) => {
    const beside =
      isAsked || stems.length === 0 ? [] : sections.filter((other) => other.isAsked && other.group === group);
    return new Set(beside.flatMap(({ stems }) => stems));
  });
}

/** Equal for passages whose headings are siblings. */
function groupOf({ document, passage: { headings } }: Placed): string {
  return JSON.stringify([document.id, headings.length, ...headings.slice(0, -1)]);
}
