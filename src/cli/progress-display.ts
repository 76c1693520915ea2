import cliProgress from 'cli-progress';
import type { IndexProgress } from '../indexing/index-report.js';

export interface ProgressDisplay {
  update(progress: IndexProgress): void;
  stop(): void;
}

/** A bar on a terminal, nothing elsewhere: a pipe or a log gets the closing summary only. Data never goes here. */
export function progressDisplay(stream: NodeJS.WriteStream = process.stderr): ProgressDisplay {
  if (!stream.isTTY) return { update: () => undefined, stop: () => undefined };
  let bar: cliProgress.SingleBar | undefined;
  return {
    update({ done, total, documents, passages }) {
      if (!bar) {
        bar = new cliProgress.SingleBar({
          stream,
          hideCursor: true,
          clearOnComplete: true,
          format:
            'Indexing {bar} {percentage}% | {documents} documents, {passages} passages | {eta_formatted} left',
          barCompleteChar: '█',
          barIncompleteChar: '░',
          etaBuffer: 20,
        });
        bar.start(Math.max(total, 1), 0, { documents, passages });
      }
      bar.update(done, { documents, passages });
    },
    stop() {
      bar?.stop();
    },
  };
}
