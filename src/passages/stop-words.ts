/**
 * English function words: the Snowball project's stop list (snowballstem.org), with its contractions as they
 * look once split at the apostrophe, and the question words that it lacks.
 */
const STOP_WORDS: ReadonlySet<string> = new Set(
  `i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself
  it its itself they them their theirs themselves what which who whom whose this that these those am is are was were
  be been being have has had having do does did doing would should could can will shall may might must ought a an the
  and but if or because as until while of at by for with about against between into through during before after above
  below to from up down in out on off over under again further then once here there when where why how all any both
  each few more much many most other some such no nor not only own same so than too very also just s t ll ve re d m don doesn
  didn isn wasn aren weren won wouldn couldn shouldn hasn haven hadn cannot let`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** @param word lower case, without diacritics */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}

/** Stop words of five letters and more that begin with `letter`: shorter ones are a slip away from everything. */
export function stopWordsLike(letter: string): string[] {
  return [...STOP_WORDS].filter((word) => word.length >= 5 && word.startsWith(letter));
}
