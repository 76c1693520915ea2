export type Unit = 'ms' | 's' | 'MB' | 'share' | 'words' | 'exponent' | 'documents/s' | 'passages';

/** Something measured, and what was measured beside it in the same run. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: Unit;
  /** In the same unit; the ratio of both is what can be compared between machines. */
  readonly beside?: { readonly what: string; readonly value: number };
}

export interface BenchOptions {
  /** Folder of the evaluation sets: `xquad-en-dev.json`, and folders in BEIR form. */
  readonly data: string;
  readonly documents: number;
  readonly questions: number;
  readonly rounds: number;
  /** Numbers of passages to grow through. */
  readonly sizes: readonly number[];
  /** Scratch folder; what it keeps spares the next run its embeddings. */
  readonly cache: string;
  readonly say: (line: string) => void;
}

export interface Bench {
  readonly name: string;
  readonly about: string;
  run(options: BenchOptions): Promise<readonly Figure[]>;
}
