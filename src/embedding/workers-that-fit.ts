/**
 * Bytes that a worker takes beside its model's weights: the runtimes, the tokenizer, what a run of the model works in.
 * With weights of 34 MB a worker took 103 MB in all where this was measured; longer passages take more.
 */
const BESIDE_WEIGHTS = 80e6;
/** While a model is loaded, its weights are there as the file has them and as the runtime lays them out. */
const COPIES_OF_WEIGHTS = 2;
/** Of the memory that is available; the rest is for the documents and for whoever answers meanwhile. */
const SHARE_OF_MEMORY = 0.5;

/** What embedding workers are started on; bytes. */
export interface WorkerRoom {
  readonly cores: number;
  /** What a process may still take, as {@link usableMemory} counts. */
  readonly available: number;
  readonly weights: number;
}

/** How many embedding workers there are unless told: one a core, as far as memory goes, and one at least. */
export function workersThatFit({ cores, available, weights }: WorkerRoom): number {
  const each = BESIDE_WEIGHTS + COPIES_OF_WEIGHTS * weights;
  return Math.max(1, Math.min(cores, Math.floor((SHARE_OF_MEMORY * available) / each)));
}
