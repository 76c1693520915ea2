import { CitewellError } from '../errors.js';
import type { SourceFile } from './document-reader.js';

/** Bad lines of one file that are told of each for itself. */
const MOST_FAULTS_TOLD = 20;

/** Tells of bad lines, at first one by one: what is no file of JSON lines at all may have a million of them. */
export class LineFaults {
  /** How many there are so far. */
  count = 0;

  constructor(private readonly file: SourceFile) {}

  /** @throws what is no fault of a line's, and every fault where nobody is told of them */
  add(error: unknown): void {
    if (!(error instanceof CitewellError) || !this.file.onFault) throw error;
    this.count++;
    if (this.count <= MOST_FAULTS_TOLD) this.file.onFault(error);
  }

  /** Tells how many were not told of. */
  end(): void {
    const { id, onFault } = this.file;
    const untold = this.count - MOST_FAULTS_TOLD;
    if (untold <= 0) return;
    onFault?.(
      new CitewellError('unreadable_file', `${id}: ${untold} more of its lines cannot be read.`, {
        document: id,
        lines: untold,
      }),
    );
  }
}
