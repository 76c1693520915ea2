import { arabic } from './ar.js';
import { german } from './de.js';
import { english } from './en.js';
import { spanish } from './es.js';
import { french } from './fr.js';
import type { Strings } from './strings.js';
import { chinese } from './zh.js';

/** To add a language: write its file beside the others, and add it here. */
const LANGUAGES: readonly Strings[] = [english, german, french, spanish, chinese, arabic];

/**
 * The words for a language.
 *
 * @param locale A BCP 47 tag such as `de-AT`; only its language counts. English where there is none for it.
 */
export function stringsFor(locale: string): Strings {
  const language = primarySubtag(locale);
  return LANGUAGES.find((strings) => primarySubtag(strings.language) === language) ?? english;
}

function primarySubtag(tag: string): string {
  return tag.split('-', 1)[0]?.toLowerCase() ?? '';
}
