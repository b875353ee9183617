import type { EvaluationReport } from './evaluation-report.ts';

/** The report as one JSON document: every figure with its interval, in full precision; per-film outputs stand in the CSV. */
export function evaluationJson(report: EvaluationReport): string {
  return `${JSON.stringify(report, plain, 2)}\n`;
}

/** Films' own outputs and pictures have places of their own. */
const ELSEWHERE = new Set(['scores', 'picture']);

function plain(key: string, value: unknown): unknown {
  if (ELSEWHERE.has(key)) return undefined;
  return ArrayBuffer.isView(value) ? Array.from(value as unknown as ArrayLike<number>) : value;
}
