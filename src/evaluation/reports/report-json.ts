import { parseDatasetJson, readDatasetFile } from '../datasets/json-lines.js';
import { type EvaluationReport, evaluationReportSchema } from '../evaluation-report.js';

/** A report as one JSON document, ended by a line feed. */
export function reportJson(report: EvaluationReport): string {
  return `${JSON.stringify(report)}\n`;
}

/**
 * Reads a report that `reportJson` wrote.
 *
 * @throws CitewellError `invalid_dataset` where the file is missing, or is not a report of this version.
 */
export async function readReport(file: string): Promise<EvaluationReport> {
  return parseDatasetJson(await readDatasetFile(file), evaluationReportSchema, file);
}
