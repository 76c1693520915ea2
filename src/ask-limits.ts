/** The longest question or search query, in UTF-16 code units. */
export const LONGEST_QUESTION = 2_000;

/** The longest text of one turn of a history: an answer that quotes ten long passages fits. */
export const LONGEST_TURN = 20_000;

/** The most turns that a history may have. */
export const MOST_TURNS = 200;

/** The most citations that an answer may be asked for. */
export const MOST_CITATIONS = 10;

/** The most passages that a search may be asked for. */
export const MOST_HITS = 50;
