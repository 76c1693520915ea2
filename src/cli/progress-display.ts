import cliProgress from 'cli-progress';
import type { IndexProgress } from '../indexing/index-report.js';

const INDEXING =
  'Indexing {bar} {percentage}% | {documents} documents, {passages} passages | {eta_formatted} left';
const FETCHING = 'Fetching {bar} {value} of {total} addresses that are known so far';

export interface ProgressDisplay {
  update(progress: IndexProgress): void;
  stop(): void;
}

/** A bar on a terminal, nothing elsewhere: a pipe or a log gets the closing summary only. Data never goes here. */
export function progressDisplay(stream: NodeJS.WriteStream = process.stderr): ProgressDisplay {
  if (!stream.isTTY) return { update: () => undefined, stop: () => undefined };
  let bar: cliProgress.SingleBar | undefined;
  let isFetching = false;
  const show = (fetching: boolean, total: number, payload: object): cliProgress.SingleBar => {
    if (bar !== undefined && fetching === isFetching) return bar;
    bar?.stop();
    isFetching = fetching;
    bar = new cliProgress.SingleBar({
      stream,
      hideCursor: true,
      clearOnComplete: true,
      format: fetching ? FETCHING : INDEXING,
      barCompleteChar: '█',
      barIncompleteChar: '░',
      etaBuffer: 20,
    });
    bar.start(Math.max(total, 1), 0, payload);
    return bar;
  };
  return {
    update({ done, total, documents, passages, fetching }) {
      if (fetching !== undefined) {
        const fetchingBar = show(true, fetching.known, {});
        fetchingBar.setTotal(fetching.known);
        fetchingBar.update(fetching.visited);
        return;
      }
      const indexingBar = show(false, total, { documents, passages });
      // Embedding anew comes before what has changed, and counts otherwise.
      if (indexingBar.getTotal() !== total) indexingBar.setTotal(Math.max(total, 1));
      indexingBar.update(done, { documents, passages });
    },
    stop() {
      bar?.stop();
    },
  };
}
