import { type Evaluation, evaluationOf, type JudgedSplit, pointFor, thresholdOf } from '../../../app/evaluations.ts';
import { evaluationJson } from '../../../core/report/evaluation-json.ts';
import type { EvaluationReport } from '../../../core/report/evaluation-report.ts';
import { filmsCsv } from '../../../core/report/films-csv.ts';
import { useCommands, useReadState } from '../../AppContext.tsx';
import { filmNames, gatherReport } from './gather-report.ts';
import { dataAddress } from './picture.ts';

/** What can be written of an evaluation; null where its figures are not there yet. */
export interface ReportFiles {
  html(): Promise<string | null>;
  json(): Promise<string | null>;
  /** One table per judged split. */
  csv(): readonly { readonly name: string; readonly text: string }[];
}

/** Longest side of a picture in the report, px. */
const PICTURE = 300;

/** Writers of the report on `evaluation`, from the state at the time they are asked. */
export function useReportFiles(evaluation: Evaluation, withFilms: boolean): ReportFiles {
  const read = useReadState();
  const { thumbnail } = useCommands();
  const picture = async (sample: number) => {
    const bitmap = await thumbnail(sample, PICTURE);
    return bitmap && dataAddress(bitmap);
  };
  const gather = (withPictures: boolean): Promise<EvaluationReport | null> =>
    gatherReport(read(), evaluation, {
      withFilms,
      madeAt: new Date().toISOString(),
      picture: withPictures ? picture : async () => null,
    });
  return {
    html: async () => {
      const [report, { reportHtml }] = await Promise.all([gather(true), import('./document/report-html.ts')]);
      return report && reportHtml(report);
    },
    json: async () => {
      const report = await gather(false);
      return report && evaluationJson(report);
    },
    csv: () => {
      const { dataset, evaluations } = read();
      if (!('index' in dataset)) return [];
      const { index } = dataset;
      const both = (['validation', 'test'] as const satisfies JudgedSplit[]).flatMap(
        (split) => evaluationOf(evaluations, split, evaluation.weights) ?? [],
      );
      return both.map(({ split, scores, outputs: { samples } }) => {
        const names = withFilms ? filmNames(samples, index) : null;
        const { classNames } = index;
        const threshold = thresholdOf(pointFor(evaluations, evaluation.weights));
        return { name: `films-${split}.csv`, text: filmsCsv({ split, classNames, scores, samples, names, threshold }) };
      });
    },
  };
}
