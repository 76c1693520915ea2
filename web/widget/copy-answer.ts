import type { Answer } from '../../src/answering/answer.js';
import { authorLine, copiesLine, originalAddress, placeLine } from './source-line.js';
import type { Strings } from './strings/strings.js';

/** An answer as plain text with its citations, to be pasted into a note or a mail. */
export function answerAsText(answer: Answer, strings: Strings): string {
  const sources = answer.citations.map((citation) => {
    const facts = [
      citation.document.title,
      authorLine(citation.document),
      placeLine(citation, strings),
      originalAddress(citation) ?? '',
      copiesLine(citation, strings),
    ].filter((part) => part !== '');
    return `[${citation.number}] “${citation.quote}”\n    ${facts.join(', ')}`;
  });
  return [answer.question, answer.text, `${strings.sources}\n${sources.join('\n')}`].join('\n\n');
}

/** Puts text on the clipboard. Browsers allow it on https and localhost only. */
export async function copyText(text: string): Promise<boolean> {
  // Undefined outside secure contexts, whatever the type says.
  const clipboard: Clipboard | undefined = navigator.clipboard;
  if (clipboard === undefined) return false;
  try {
    await clipboard.writeText(text);
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}
