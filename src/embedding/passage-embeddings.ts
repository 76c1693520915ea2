/** A part of a text that has a vector of its own; offsets in UTF-16 code units. */
interface PassagePart {
  readonly start: number;
  readonly end: number;
  /** Embedded as a text of its own, whatever stands around it. */
  readonly alone: boolean;
}

/** A text that is searched, and those parts of it that have a vector each. */
export interface PassageText {
  readonly text: string;
  readonly parts: readonly PassagePart[];
}

/** Of unit length (L2). */
export interface PassageVectors {
  readonly whole: Float32Array;
  /** One a part, in order. */
  readonly parts: readonly Float32Array[];
}

/**
 * What indexing embeds with. A passage's vectors are a pure function of its text and of where its parts stand in it:
 * equal passages have equal vectors, whatever is embedded beside them.
 */
export interface PassageEmbeddings {
  /** Two of the same fingerprint give the same vectors. */
  readonly fingerprint: string;
  /** Passages that it embeds side by side: whoever has many hands it enough of them at once to keep it busy. */
  readonly workers: number;
  /** @throws CitewellError `embedder_failed`, `cancelled`, `engine_stopped`, `model_missing`, `model_damaged` */
  embedPassages(passages: readonly PassageText[]): Promise<PassageVectors[]>;
}

/** As {@link PassageEmbeddings}, for a run of indexing: closed, it fails what it is doing. */
export interface ClosableEmbeddings extends PassageEmbeddings {
  close(): Promise<void>;
}
