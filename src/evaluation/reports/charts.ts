import type { ReliabilityBin } from '../metrics/calibration-error.js';
import { escapeHtml } from './escape-html.js';

/** A point of a chart, both coordinates 0..1. */
export interface ChartPoint {
  readonly x: number;
  readonly y: number;
}

interface Tick {
  /** 0..1 */
  readonly at: number;
  readonly label: string;
}

interface Axes {
  /** What the picture shows, for those who cannot see it. */
  readonly description: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly xTicks?: readonly Tick[];
}

const width = 420;
const height = 300;
const margin = { left: 60, right: 16, top: 12, bottom: 44 };

const shareTicks: readonly Tick[] = [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, label: String(at) }));

const xOf = (share: number) => margin.left + share * (width - margin.left - margin.right);
const yOf = (share: number) => height - margin.bottom - share * (height - margin.top - margin.bottom);
const rounded = (value: number) => value.toFixed(1);

/** A line through points, as inline SVG; single points are marked where there are at most twenty. */
export function lineChart(points: readonly ChartPoint[], axes: Axes): string {
  const path = points.map(({ x, y }) => `${rounded(xOf(x))},${rounded(yOf(y))}`).join(' ');
  const marks =
    points.length > 20
      ? ''
      : points
          .map(
            ({ x, y }) =>
              `<circle class="mark" cx="${rounded(xOf(x))}" cy="${rounded(yOf(y))}" r="3.5"><title>${y.toFixed(3)}</title></circle>`,
          )
          .join('');
  return chart(`<polyline class="line" points="${path}"/>${marks}`, axes);
}

/** Accuracy of each confidence bin as bars against the diagonal of perfect calibration. */
export function reliabilityChart(bins: readonly ReliabilityBin[], axes: Axes): string {
  const bars = bins
    .filter((bin) => bin.count > 0)
    .map((bin) => {
      const left = xOf(bin.low) + 1;
      const top = yOf(bin.accuracy);
      const size = `width="${rounded(xOf(bin.high) - left - 1)}" height="${rounded(yOf(0) - top)}"`;
      const title = `${bin.count} questions, confidence ${bin.confidence.toFixed(2)}, right ${bin.accuracy.toFixed(2)}`;
      const meanMark = `<circle class="mark" cx="${rounded(xOf(bin.confidence))}" cy="${rounded(top)}" r="3"/>`;
      return `<g><title>${title}</title><rect class="bar" x="${rounded(left)}" y="${rounded(top)}" ${size}/>${meanMark}</g>`;
    })
    .join('');
  const diagonal = `<line class="ideal" x1="${xOf(0)}" y1="${yOf(0)}" x2="${xOf(1)}" y2="${yOf(1)}"/>`;
  return chart(bars + diagonal, axes);
}

function chart(content: string, { description, xLabel, yLabel, xTicks = shareTicks }: Axes): string {
  const vertical = shareTicks
    .map(({ at, label }) => {
      const y = rounded(yOf(at));
      return `<line class="grid" x1="${xOf(0)}" y1="${y}" x2="${xOf(1)}" y2="${y}"/><text x="${margin.left - 8}" y="${y}" dy="0.32em" text-anchor="end">${label}</text>`;
    })
    .join('');
  const horizontal = xTicks
    .map(
      ({ at, label }) =>
        `<text x="${rounded(xOf(at))}" y="${height - margin.bottom + 18}" text-anchor="middle">${escapeHtml(label)}</text>`,
    )
    .join('');
  const middle = rounded(yOf(0.5));
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(description)}">
${vertical}${horizontal}
<text x="${rounded(xOf(0.5))}" y="${height - 6}" text-anchor="middle">${escapeHtml(xLabel)}</text>
<text x="14" y="${middle}" text-anchor="middle" transform="rotate(-90 14 ${middle})">${escapeHtml(yLabel)}</text>
${content}
</svg>`;
}
