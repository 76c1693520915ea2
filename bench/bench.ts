export type Unit = 'ms' | 's' | 'MB' | 'share' | 'words' | 'exponent' | 'a second' | 'number' | 'ratio';

/** One cell of a bench's table. */
export interface Figure {
  /** The row: a contender, a size. */
  readonly subject: string;
  /** The column. */
  readonly measure: string;
  readonly value: number;
  readonly unit: Unit;
}

export interface BenchResult {
  /** What was measured, in a line. */
  readonly setting: string;
  /** The subject that others are compared with: ratios can be compared between machines, times cannot. */
  readonly reference: string;
  readonly figures: readonly Figure[];
}

export interface BenchOptions {
  /** Folder of the evaluation sets: `xquad-en-dev.json`, and folders in BEIR form. */
  readonly data: string;
  readonly documents: number;
  readonly questions: number;
  readonly rounds: number;
  /** Numbers of passages to grow through, ascending. */
  readonly sizes: readonly number[];
  /** Scratch folder; what it keeps spares the next run its embeddings. */
  readonly cache: string;
  readonly say: (line: string) => void;
}

export type Bench = (options: BenchOptions) => Promise<BenchResult>;
