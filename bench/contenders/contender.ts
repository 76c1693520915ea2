/** A document as every contender gets it. */
export interface BenchDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** What a contender shows first for a question; empty where it shows nothing. */
export interface Finding {
  /** What is shown as the answer: a quote, or a whole chunk where that is all there is. */
  readonly text: string;
  /** The unit that was searched for: a passage, a chunk. */
  readonly passage: string;
}

/**
 * Something that indexes documents into a folder and answers from it. Each runs in a process of its own, so that its
 * memory is its own. A module that default-exports a function without parameters that makes one can be measured.
 */
export interface Contender {
  /** From nothing; what {@link open} needs is in the folder once it resolves. */
  index(documents: readonly BenchDocument[], folder: string): Promise<void>;
  /** Brings the folder from what it holds to `documents`, of which `changed` are not as they were. */
  update(
    documents: readonly BenchDocument[],
    changed: readonly BenchDocument[],
    folder: string,
  ): Promise<void>;
  /** Ready to answer once it resolves. */
  open(folder: string): Promise<void>;
  ask(question: string): Promise<Finding>;
}
