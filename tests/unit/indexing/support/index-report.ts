import type { IndexReport } from '../../../../src/indexing/index-report.js';

/** What a run reports that has added one document. */
export const INDEX_REPORT: IndexReport = {
  generation: 5,
  documents: 1,
  passages: 1,
  added: 1,
  updated: 0,
  removed: 0,
  unchanged: 0,
  skipped: 0,
  reembedded: 0,
  embedded: 1,
  failures: [],
  milliseconds: 1,
};
