/** The lexical index, which can be made anew from the documents. */
export const LEXICON = `
-- The terms come analysed and stemmed: all but blanks belongs to them. Left to itself, unicode61 takes the vowel signs
-- of Devanagari, Thai and others, and letters younger than Unicode 6.1, for what parts words.
-- Ranking by bm25() needs detail=full: with less, FTS5 has no term counts and scores every passage 0. The terms are
-- kept: a contentless table cannot subtract a deleted passage's length, and its scores drift with every replacement.
CREATE VIRTUAL TABLE lexicon USING fts5(
  terms, detail=full, tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'"
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(lexicon, 'row');
`;
