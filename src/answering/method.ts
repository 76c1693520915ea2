/**
 * Every constant of how an excerpt is chosen, in one place. All were chosen on the development sets taken
 * together (docs/experiments.md has what was tried); each is flat around its value, none belongs to a question.
 */
export const METHOD = {
  /** Passages that a question brings to the answering stage, 1..50. */
  passages: 10,
  /**
   * The reader reads the `first` passages in rank order, and up to `most` where none of them has a score of `sure`.
   * Four changed nothing on any set that three do not, and two of three passages tell an answer that is plain.
   */
  reading: { first: 2, most: 3, sure: 3 },
  /**
   * Weight of the reader’s probability, sigmoid(score / scale), beside the fused search score (0..1). More helps
   * where an answer is a phrase (SQuAD 2, XQuAD) and hurts where it is a paragraph (CLAPnq, MTRAG).
   */
  passageReader: { weight: 0.25, scale: 2 },
  /**
   * Added to a passage's score for the share of the question's names and numbers that it holds, so that "Product
   * 7" is not answered from "Product 75". From 0 to 0.3 nothing changes on XQuAD and SQuAD 2.
   */
  names: 0.2,
  /**
   * A sentence's score: its passage's score plus these. The cosines of one passage's sentences move within about 0.1,
   * hence their weight beside figures that fill 0..1; from 6 to 12 little changes.
   */
  sentence: { cosine: 8, coverage: 1.3, reader: 1 },
  /**
   * Of rows of tables, `mismatch` is taken off for a row that holds nothing of what the question tells rows apart by,
   * more than the reader can give it; a name counts `name` times as much as another word.
   */
  record: { mismatch: 2, name: 3 },
  /**
   * Of sentences that name the like of what is asked for in its place: `penalty` is taken off, more than all else that
   * speaks for one (from 1 on nothing changes), and the decision sees how far one would stand above the excerpt,
   * from `below` it up to `above`. Where a refusal points to related excerpts, `ofVersion` is taken off those of another
   * version or date: the best of the version that is asked about comes first, what names none stays where it stands.
   */
  others: { penalty: 4, ofVersion: 1, below: 0.5, above: 2 },
  /** Added to the byline of the document whose author is asked for, more than all else that speaks for a sentence. */
  askedAuthor: 4,
  /** A quote takes in a neighbour where the reader is less sure of the sentence than `sure`, … */
  joining: {
    sure: 0.8,
    /** … and the neighbour holds at least this share of the probability that the sentence holds. */
    share: 0.1,
    /** Words of a joined quote at most: past it a quote is no longer looked through at a glance. */
    mostWords: 90,
  },
  /**
   * Words are marked in a quote where the reader's margin is above `improbable`; of the kind asked for, where they are
   * within `nearly` of the best. From 2 to 4, and from -8 to -6, nothing changes on XQuAD.
   */
  highlight: { nearly: 4, improbable: -6 },
  /** Two quotes whose stems overlap more than this (Jaccard) say the same. */
  duplicate: 0.8,
  /** A refused question is called related if its best passage reaches either, or holds a name of the question. */
  related: { cosine: 0.82, coverage: 0.6 },
  /** A further citation is given while its score is within this of the first's. */
  furtherWithin: 1.2,
} as const;
