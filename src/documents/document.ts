/** A half-open range `[start, end)` in UTF-16 code units, as `String.prototype.slice` takes it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A heading that stands in the text; its span covers the heading's line without markup such as `##`. */
export interface Heading extends Span {
  /** As it is shown: in Markdown without the marks that its span holds. */
  readonly text: string;
  /** 1 is the outermost. */
  readonly level: number;
}

/** Where a page begins in the text. Pages are numbered from 1 and cover the text up to the next start. */
export interface PageStart {
  readonly number: number;
  readonly start: number;
}

/** What the text itself states about the document, with the place where it states it. */
export type StatedFact = 'title' | 'published' | 'author';

export interface StatedSpan extends Span {
  readonly fact: StatedFact;
}

/**
 * One text that can be cited. Every offset anywhere in Citewell refers to `text`, which is normalised
 * (NFC, LF line ends) exactly once, when the document is read.
 */
export interface Document {
  /** Path relative to the knowledge folder with `/` separators; in a `.jsonl` the line's own `_id`; `mail.eml#report.pdf` for what is attached to a mail. */
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly url?: string;
  readonly author?: string;
  /** As the document writes it ("17.03.2025"), not reformatted. */
  readonly published?: string;
  readonly tags?: readonly string[];
  /** Hex SHA-256 of `text` in UTF-8. */
  readonly sha256: string;
  /** Empty for formats without pages. */
  readonly pages: readonly PageStart[];
  /** In order of `start`. */
  readonly headings: readonly Heading[];
  /** Facts that stand in the text, so that a question about them can be answered with a quote. */
  readonly stated: readonly StatedSpan[];
  /** Rows of tables, in order: each is quoted whole, so that its values keep their names. Left out where there are none. */
  readonly records?: readonly Span[];
  /** What was lost or guessed in reading it, a sentence each, for whoever keeps the documents. */
  readonly warnings?: readonly string[];
  /** Size of what it was read from: the file, the attachment of a mail, the line of a `.jsonl`. */
  readonly bytes?: number;
}
