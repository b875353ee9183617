import { expect, it } from 'vitest';
import { CLASS_FIGURES, OVERALL_FIGURES } from '../metrics/columns.ts';
import { evaluationJson } from './evaluation-json.ts';
import type { EvaluationReport } from './evaluation-report.ts';
import { someReport } from './fixtures/report.ts';

const report = someReport();
const text = evaluationJson(report);
const read = JSON.parse(text) as EvaluationReport;

it('every figure comes back with its interval, to the last bit', () => {
  report.results.forEach(({ judgement }, place) => {
    const back = read.results[place]?.judgement;
    for (const name of OVERALL_FIGURES) expect(back?.overall[name], name).toEqual(judgement.overall[name]);
    for (const name of CLASS_FIGURES) expect(back?.classes[1]?.[name], name).toEqual(judgement.classes[1]?.[name]);
    expect(back?.matrix).toEqual(judgement.matrix);
    expect(read.results[place]?.groups).toEqual(report.results[place]?.groups);
  });
  expect(read.fit).toEqual(report.fit);
  expect(read.looks).toEqual(report.looks);
});

it('holds no picture and no per-film output', () => {
  expect(text).not.toContain('"scores"');
  expect(text).not.toContain('"picture"');
  expect(text).not.toContain('"probabilities"');
});
