import { alignColumns } from '../../src/evaluation/reports/report-table.js';
import type { IndexingFigures } from './measure-indexing.js';
import type { OverloadFigures } from './measure-overload.js';
import type { UploadFigures } from './measure-upload.js';
import type { LoadFigures } from './tally.js';

export interface LoadReport {
  readonly machine: string;
  readonly flags: readonly string[];
  /** By number of connections, the last being the full load. */
  readonly steps: readonly LoadFigures[];
  /** Questions a second that the models alone answer on all cores. */
  readonly floor: number;
  readonly overload: OverloadFigures;
  /** The full load again, after the overload. */
  readonly afterwards: LoadFigures;
  readonly upload: UploadFigures;
  readonly indexing: IndexingFigures;
}

export function reportText({
  machine,
  flags,
  steps,
  floor,
  overload,
  afterwards,
  upload,
  indexing,
}: LoadReport): string {
  const best = Math.max(...steps.map(({ answered }) => answered));
  const full = steps.at(-1);
  const { memory } = overload;
  return `${machine}${flags.length > 0 ? `; serve ${flags.join(' ')}` : ''}

${alignColumns([
  ['', 'answered/s', 'p50', 'p99', 'refused/s', 'p50', 'p99', 'other', 'errors'],
  ...steps.map((step) => row(`${step.connections} connections`, step)),
  row(`${overload.offered.toFixed(0)} of ${overload.rate} requests/s`, overload),
  row(`${afterwards.connections} connections again`, afterwards),
  row(`${indexing.asking.connections}, while indexing`, indexing.asking),
])}

${full?.connections} connections: ${((full?.answered ?? Number.NaN) / floor).toFixed(2)} of the ${floor.toFixed(1)} questions a second that the models alone answer on all cores
Overload for ${Math.round(overload.seconds)} s: goodput ${percent(overload.answered / best)} of the best, accepted p99 ${(overload.p99 / (full?.p99 ?? Number.NaN)).toFixed(2)} times that of ${full?.connections} connections; the server took ${overload.cores.server.toFixed(2)} cores, its client ${overload.cores.client.toFixed(2)}
Memory: ${Math.round(memory.early)} MB in the second quarter, ${Math.round(memory.late)} MB in the last, ${Math.round(memory.most)} MB at most
Upload of ${upload.megabytes} MB: ${Math.round(upload.before)} MB before, ${Math.round(upload.arriving)} MB at most while it arrives, ${Math.round(upload.reading)} MB while it is read
Event-loop delay p99 (its timer's 10 ms included): ${overload.loopDelayP99.toFixed(1)} ms in overload, ${indexing.loopDelayP99.toFixed(1)} ms while ${indexing.documents} documents are indexed (${Math.round(indexing.seconds)} s), ${indexing.loopDelayIdle.toFixed(1)} ms idle
`;
}

function row(name: string, figures: LoadFigures): string[] {
  const { answered, p50, p99, refused, refusedP50, refusedP99, otherStatuses, errors } = figures;
  const others = Object.entries(otherStatuses).map(([status, count]) => `${count}×${status}`);
  return [
    name,
    answered.toFixed(1),
    milliseconds(p50),
    milliseconds(p99),
    refused.toFixed(1),
    milliseconds(refusedP50),
    milliseconds(refusedP99),
    others.join(' ') || '0',
    String(errors),
  ];
}

function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)}%`;
}
